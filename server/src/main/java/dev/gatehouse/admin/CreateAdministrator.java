package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.administrators.SetUpLinkMint;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `CreateAdministrator`: somebody who may sign in to the console, and the one-time link with which
/// he chooses his password. The first one must be an Administrator.
final class CreateAdministrator implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final Administrators administrators;
  private final SetUpLinkMint links;

  CreateAdministrator(Store store, Env env, Administrators administrators, SetUpLinkMint links) {
    this.store = store;
    this.env = env;
    this.administrators = administrators;
    this.links = links;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var asked = AdministratorRequest.of(request);
    var link = links.mint(Optional.of(asked.name()));
    var row = Row.create(asked.name(), asked.role(), asked.pools(), env.now());
    var view =
        store.write(tx -> {
          administrators.require(tx, caller, "CreateAdministrator");
          AdministratorAccounts.requireFirst(tx, row.role());
          tx.administrators().insert(row);
          tx.setUpLinks().put(link.row());
          return AdministratorView.of(tx, row, row.createdAt());
        });
    return JsonValue.object()
        .put("Administrator", view.json())
        .put("SetUpLink", link.link())
        .build();
  }
}
