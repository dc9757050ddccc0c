package dev.gatehouse.admin;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.math.BigDecimal;
import java.time.Duration;

/// `CreateTemporaryCredentials`: a key with a session token and an end, which may do what the
/// caller's own key may do and dies with it.
final class CreateTemporaryCredentials implements Operation<JsonObject, JsonObject> {
  private static final Duration TTL_DEFAULT = Duration.ofHours(1);

  private final Store store;
  private final AccessKeyMint mint;

  CreateTemporaryCredentials(Store store, AccessKeyMint mint) {
    this.store = store;
    this.mint = mint;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var ttl =
        request
            .number("DurationSeconds")
            .map(BigDecimal::longValue)
            .map(Duration::ofSeconds)
            .orElse(TTL_DEFAULT);
    var own = store.read(tx -> parent(tx, caller));
    var minted = mint.temporary(own.id(), AccessPolicy.parse(own.policy()), ttl);
    var audit = AuditedCall.current();
    store.write(tx -> {
      parent(tx, caller);
      tx.accessKeys().insert(minted.row());
      audit.created("AccessKeyId", minted.row().id());
      return true;
    });
    var credentials =
        JsonValue.object()
            .put("AccessKeyId", minted.row().id())
            .put("SecretAccessKey", minted.secret())
            .put("SessionToken", minted.sessionToken().orElseThrow());
    minted.row().expiresAt().ifPresent(end -> credentials.put("Expiration", Members.date(end)));
    return JsonValue.object().put("Credentials", credentials.build()).build();
  }

  /// The caller's key, which must be a stored one without an end: a chain of temporary keys would
  /// outlive its first one.
  private static AccessKeys.Row parent(ReadTx tx, Caller caller) {
    return caller
        .accessKeyId()
        .flatMap(tx.accessKeys()::find)
        .filter(row -> row.expiresAt().isEmpty())
        .orElseThrow(() -> new ApiException(ApiError.TEMPORARY_NOT_ALLOWED));
  }
}
