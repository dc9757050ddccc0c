package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `UpdateAdministrator`: another role, or other pools. His sessions end: their keys have the old
/// role.
final class UpdateAdministrator implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final Administrators administrators;

  UpdateAdministrator(Store store, Env env, Administrators administrators) {
    this.store = store;
    this.env = env;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var asked = AdministratorRequest.of(request);
    var now = env.now();
    var view =
        store.write(tx -> {
          administrators.require(tx, caller, "UpdateAdministrator");
          var old =
              asked.role() == AdministratorRole.ADMINISTRATOR
                  ? AdministratorAccounts.lock(tx, asked.name())
                  : AdministratorAccounts.lockSpared(tx, asked.name());
          var changed = old.with(asked.role(), asked.pools(), now);
          tx.administrators().update(changed);
          if (old.role() != changed.role() || !old.pools().equals(changed.pools())) {
            tx.consoleSessions().endAllOf(old.name(), Optional.empty());
          }
          return AdministratorView.of(tx, changed, now);
        });
    return JsonValue.object().put("Administrator", view.json()).build();
  }
}
