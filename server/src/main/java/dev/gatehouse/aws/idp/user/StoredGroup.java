package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.ReadTx;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/// A group between its row and the API. The document holds what can be changed, as far as it is
/// set:
///
/// ```
/// {"Description":"…","RoleArn":"arn:aws:iam::000000000000:role/staff","Precedence":1}
/// ```
record StoredGroup(Groups.Row row) {
  /// What a group may have beside its name (users §6.1).
  ///
  /// @param precedence 0 goes first
  record Settings(
      Optional<String> description, Optional<String> roleArn, Optional<Integer> precedence) {
    static Settings of(
        @Nullable String description, @Nullable String roleArn, @Nullable Integer precedence) {
      return new Settings(
          Optional.ofNullable(description),
          Optional.ofNullable(roleArn),
          Optional.ofNullable(precedence));
    }

    /// These where they are set, otherwise those of before: an update leaves out what it does not
    /// change (§6.1).
    private Settings or(Settings before) {
      return new Settings(
          description.or(before::description),
          roleArn.or(before::roleArn),
          precedence.or(before::precedence));
    }

    private String document() {
      var group =
          GroupType.builder()
              .description(description.orElse(null))
              .roleArn(roleArn.orElse(null))
              .precedence(precedence.orElse(null))
              .build();
      return Json.text(SdkCodec.encode(group));
    }
  }

  /// A group that is not stored yet.
  static StoredGroup create(UserPoolId poolId, String name, Settings settings, Instant now) {
    return new StoredGroup(new Groups.Row(poolId, name, settings.document(), 1, now, now));
  }

  /// @throws RefusedException with [Refusal.UnknownGroup] when the pool has none of that name
  static StoredGroup require(ReadTx tx, UserPoolId poolId, String name) {
    return tx.groups()
        .find(poolId, name)
        .map(StoredGroup::new)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownGroup(name)));
  }

  /// The next version.
  StoredGroup changed(Settings settings, Instant now) {
    var before = stored();
    var after =
        settings.or(Settings.of(before.description(), before.roleArn(), before.precedence()));
    return new StoredGroup(
        new Groups.Row(
            row.poolId(), row.name(), after.document(), row.version() + 1, row.createdAt(), now));
  }

  /// The group as every operation returns it.
  GroupType describe() {
    return stored().toBuilder()
        .groupName(row.name())
        .userPoolId(row.poolId().value())
        .creationDate(row.createdAt())
        .lastModifiedDate(row.lastModifiedAt())
        .build();
  }

  private GroupType stored() {
    return SdkCodec.decode(Json.parseObject(row.document()), GroupType.builder());
  }
}
