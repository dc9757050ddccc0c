package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.FixedIdName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How other emulators let a caller choose a pool's id: by a tag, or by a name `_custom_id_:ID`.
/// The id must be whole, `us-east-1_myid123`. Works in dev mode alone, because who can choose ids
/// can take over those that verifiers trust; in strict mode such a tag is a tag and such a name is
/// refused as any other with a colon. The tags stay on the pool, as all tags do.
///
/// @param allowed dev mode
record FixedIds(boolean allowed) {
  private static final List<String> TAGS =
      List.of("_custom_id_", "ms-custom-id", "floci:override-id");

  /// The id that the caller chose, if any.
  ///
  /// @throws ApiException `FIXED_ID_SHAPE` when it is not an id of `region`
  Optional<UserPoolId> find(String name, Map<String, String> tags, Region region) {
    if (!allowed) {
      return Optional.empty();
    }
    return TAGS.stream()
        .map(tags::get)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> FixedIdName.find(name))
        .map(text -> require(text, region));
  }

  private static UserPoolId require(String text, Region region) {
    return UserPoolId.parse(text)
        .filter(id -> id.region().equals(region))
        .orElseThrow(() -> new ApiException(ApiError.FIXED_ID_SHAPE, text, region));
  }
}
