package dev.gatehouse.admin;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `CreateAccessKey`: a key without an end, with the policy asked for or the administrator's. The
/// answer is the only place that ever shows its secret.
final class CreateAccessKey implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;
  private final AccessKeyMint mint;

  CreateAccessKey(Store store, Administrators administrators, AccessKeyMint mint) {
    this.store = store;
    this.administrators = administrators;
    this.mint = mint;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var policy =
        request.member("Policy").isPresent()
            ? AccessPolicy.parse(
                request.object("Policy").orElseGet(() -> JsonValue.object().build()))
            : AccessPolicy.ADMINISTRATOR;
    var minted = mint.longLived(request.string("Description").orElse(""), policy);
    var audit = AuditedCall.current();
    store.write(tx -> {
      administrators.require(tx, caller, "CreateAccessKey");
      tx.accessKeys().insert(minted.row());
      audit.created("AccessKeyId", minted.row().id());
      return true;
    });
    return JsonValue.object()
        .put(
            "AccessKey",
            AccessKeyView.of(minted.row()).put("SecretAccessKey", minted.secret()).build())
        .build();
  }
}
