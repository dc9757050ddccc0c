package dev.gatehouse.aws;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The `NextToken` of one list operation: where the next page begins, sealed, so that it is opaque
/// and a forged, altered or foreign one is refused before any row is asked (security check AP-12).
/// Every node of an installation has the same master key, so any node continues any list. The text
/// is Base64 for URLs, which matches the API's pattern `[\S]+`.
public final class PageToken {
  private final Sealer sealer;
  private final String operation;

  /// @param operation the API's name, for instance `ListUserPools`: tokens of another one are
  ///   refused
  public PageToken(Sealer sealer, String operation) {
    this.sealer = sealer;
    this.operation = operation;
  }

  /// The token for the page after the first `limit` of `rows`; empty when they are all there are.
  ///
  /// @param scope what the list belongs to, for instance a Region or a pool id
  /// @param rows up to `limit + 1` rows: the one too many shows that there is another page
  /// @param position what the store continues after, taken from the last row of the page
  public <R> Optional<String> next(
      String scope, List<R> rows, int limit, Function<R, String> position) {
    if (rows.size() <= limit) {
      return Optional.empty();
    }
    return Optional.of(issue(scope, position.apply(rows.get(limit - 1))));
  }

  /// The token that continues after `position`.
  public String issue(String scope, String position) {
    var sealed = sealer.seal(position.getBytes(StandardCharsets.UTF_8), context(scope));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /// The position that this operation put into `token` for `scope`.
  ///
  /// @throws ApiException `INVALID_PAGE_TOKEN` for any other text
  public String position(String scope, String token) {
    try {
      var sealed = Base64.getUrlDecoder().decode(token);
      return new String(sealer.open(sealed, context(scope)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | UnsealException forged) {
      throw new ApiException(ApiError.INVALID_PAGE_TOKEN);
    }
  }

  private String context(String scope) {
    return "page-token|" + operation + "|" + scope;
  }
}
