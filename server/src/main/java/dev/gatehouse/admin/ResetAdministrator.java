package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.administrators.SetUpLinkMint;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `ResetAdministrator`: takes password and second factor away, ends his sessions, forgets his
/// wrong guesses, and makes the one-time link with which he chooses a password again.
final class ResetAdministrator implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final Administrators administrators;
  private final SetUpLinkMint links;
  private final GuessLimit guesses;

  ResetAdministrator(
      Store store,
      Env env,
      Administrators administrators,
      SetUpLinkMint links,
      GuessLimit guesses) {
    this.store = store;
    this.env = env;
    this.administrators = administrators;
    this.links = links;
    this.guesses = guesses;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var name = AdministratorRequest.name(request);
    var link = links.mint(Optional.of(name));
    var now = env.now();
    store.write(tx -> {
      administrators.require(tx, caller, "ResetAdministrator");
      var old = AdministratorAccounts.lock(tx, name);
      tx.administrators()
          .update(old.withPassword(Optional.empty(), now).withTotp(Optional.empty(), now));
      tx.consoleSessions().endAllOf(name, Optional.empty());
      tx.setUpLinks().put(link.row());
      guesses.forget(tx, name.value());
      return true;
    });
    return JsonValue.object().put("SetUpLink", link.link()).build();
  }
}
