package dev.gatehouse.admin;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `VerifyAuditLog`: whether every event is as it was written and none is missing (AU-3). Reads the
/// whole log. For administrators alone.
final class VerifyAuditLog implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final AuditChain chain;
  private final Administrators administrators;

  VerifyAuditLog(Store store, AuditChain chain, Administrators administrators) {
    this.store = store;
    this.chain = chain;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    store.read(tx -> {
      administrators.require(tx, caller, "VerifyAuditLog");
      return true;
    });
    var verdict = chain.verify();
    var answer =
        JsonValue.object()
            .put("Valid", verdict.isValid())
            .put("Events", verdict.events())
            .put("NotLinked", verdict.notLinked());
    verdict.firstInvalidEventId().ifPresent(id -> answer.put("FirstInvalidEventId", id));
    return answer.build();
  }
}
