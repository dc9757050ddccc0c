package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorPasswords;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `ChangeOwnPassword`: of somebody who is signed in to the console. His other sessions end
/// (UI-06).
final class ChangeOwnPassword implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final AdministratorPasswords passwords;
  private final GuessLimit guesses;

  ChangeOwnPassword(Store store, Env env, AdministratorPasswords passwords, GuessLimit guesses) {
    this.store = store;
    this.env = env;
    this.passwords = passwords;
    this.guesses = guesses;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var own = store.read(tx -> OwnSession.require(tx, caller));
    var name = own.administrator().name();
    var next = Members.required(request, "NewPassword");
    AdministratorPasswords.require(name, next);
    var guess = guesses.reserve(name.value());
    if (!passwords.matches(
        Optional.of(own.administrator()), Members.required(request, "OldPassword"))) {
      throw new RefusedException(new Refusal.WrongAdministratorPassword());
    }
    var made = passwords.make(name, next);
    var now = env.now();
    store.write(tx -> {
      var locked = tx.administrators().lock(name);
      var still = OwnSession.require(tx, caller);
      if (locked.filter(row -> row.password().equals(own.administrator().password())).isEmpty()) {
        throw new RefusedException(new Refusal.Conflict());
      }
      tx.administrators().update(locked.get().withPassword(Optional.of(made), now));
      tx.consoleSessions().endAllOf(name, Optional.of(still.session().rootKeyId()));
      guesses.forget(tx, guess);
      return true;
    });
    return JsonValue.object().build();
  }
}
