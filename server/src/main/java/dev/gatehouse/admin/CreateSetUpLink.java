package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.administrators.SetUpLinkMint;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.util.Optional;

/// `CreateSetUpLink`: a new one-time link in place of the old: without a name that of the first
/// administrator, while there is none; with a name that of an administrator who has not chosen his
/// password (UI-01).
final class CreateSetUpLink implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;
  private final SetUpLinkMint links;

  CreateSetUpLink(Store store, Administrators administrators, SetUpLinkMint links) {
    this.store = store;
    this.administrators = administrators;
    this.links = links;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var name = request.string("Name").map(AdministratorName::new);
    var link = links.mint(name);
    store.write(tx -> {
      administrators.require(tx, caller, "CreateSetUpLink");
      requirePossible(tx, name);
      tx.setUpLinks().put(link.row());
      return true;
    });
    return JsonValue.object().put("SetUpLink", link.link()).build();
  }

  private static void requirePossible(WriteTx tx, Optional<AdministratorName> name) {
    if (name.isPresent()) {
      var row = AdministratorAccounts.lock(tx, name.get());
      if (row.password().isPresent()) {
        throw new RefusedException(new Refusal.AdministratorIsSetUp(row.name().value()));
      }
    } else if (!tx.administrators().list().isEmpty()) {
      throw new RefusedException(new Refusal.SetUpDone());
    }
  }
}
