package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.UserPools;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// A user pool between its row and the API: `UserPoolType` without what other columns and tables
/// hold, and its MFA factors under a member of our own.
///
/// ```
/// {"Policies":{…},"DeletionProtection":"INACTIVE",…,"Gatehouse.MfaFactors":{"Sms":false}}
/// ```
record StoredPool(UserPools.Row row, UserPoolType settings, MfaFactors factors) {
  private static final String FACTORS = "Gatehouse.MfaFactors";

  /// A pool that is not stored yet.
  static StoredPool create(
      UserPoolId id, String name, UserPoolType settings, MfaFactors factors, Instant now) {
    var row = new UserPools.Row(id, name, document(settings, factors), 1, now, now);
    return new StoredPool(row, settings, factors);
  }

  static StoredPool of(UserPools.Row row) {
    var document = Json.parseObject(row.document());
    var factors = document.object(FACTORS).map(MfaFactors::read).orElse(MfaFactors.NONE);
    return new StoredPool(row, SdkCodec.decode(document, UserPoolType.builder()), factors);
  }

  /// The document with the name, as requests have it.
  static JsonObject named(UserPools.Row row) {
    return JsonValue.object()
        .put("PoolName", row.name())
        .putAll(Json.parseObject(row.document()).members())
        .build();
  }

  /// The next version, with other settings.
  UserPools.Row changed(UserPoolType newSettings, MfaFactors newFactors, Instant now) {
    return changed(row.name(), newSettings, newFactors, now);
  }

  /// The next version, with another name too.
  UserPools.Row changed(String name, UserPoolType newSettings, MfaFactors newFactors, Instant now) {
    var document = document(newSettings, newFactors);
    return new UserPools.Row(row.id(), name, document, row.version() + 1, row.createdAt(), now);
  }

  /// The pool as CreateUserPool and DescribeUserPool return it (behaviour reference 1.3).
  ///
  /// @param domains the pool's
  /// @param users about how many it has
  UserPoolType describe(List<Domains.Row> domains, int users, String accountId) {
    var pool =
        settings.toBuilder()
            .id(row.id().value())
            .name(row.name())
            .arn(UserPoolArn.of(row.id(), accountId))
            .creationDate(row.createdAt())
            .lastModifiedDate(row.lastModifiedAt())
            .estimatedNumberOfUsers(users);
    for (var domain : domains) {
      var name = domain.domain().name();
      if (domain.domain().isCustom()) {
        pool.customDomain(name);
      } else {
        pool.domain(name);
      }
    }
    return pool.build();
  }

  private static String document(UserPoolType settings, MfaFactors factors) {
    return Json.text(
        JsonValue.object()
            .putAll(SdkCodec.encode(settings).members())
            .put(FACTORS, factors.write())
            .build());
  }
}
