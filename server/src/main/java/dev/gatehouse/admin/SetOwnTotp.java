package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.administrators.SecondFactors;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.Administrators.Totp;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `SetOwnTotp`: the second factor of somebody who is signed in to the console. On without a code
/// makes a seed and shows it; on with a code, its first, turns it on; off takes a code, where it is
/// on, so that a page left open is not enough (UI-07).
final class SetOwnTotp implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final SecondFactors factors;
  private final GuessLimit guesses;

  SetOwnTotp(Store store, Env env, SecondFactors factors, GuessLimit guesses) {
    this.store = store;
    this.env = env;
    this.factors = factors;
    this.guesses = guesses;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var own = store.read(tx -> OwnSession.require(tx, caller)).administrator();
    var isOn = own.totp().filter(Totp::enabled).isPresent();
    var code = request.string("Code");
    if (request.bool("Enabled").orElse(false)) {
      if (isOn) {
        throw new RefusedException(new Refusal.TotpEnabled());
      }
      return code.isPresent() ? confirm(own, code.get()) : begin(own);
    }
    if (isOn && code.isEmpty()) {
      throw new RefusedException(new Refusal.TotpNeeded());
    }
    return end(own, isOn ? code : Optional.empty());
  }

  private JsonObject begin(Row own) {
    var begun = factors.begin(own.name());
    var now = env.now();
    store.write(tx -> {
      var locked = AdministratorAccounts.lock(tx, own.name());
      if (locked.totp().filter(Totp::enabled).isPresent()) {
        throw new RefusedException(new Refusal.TotpEnabled());
      }
      tx.administrators().update(locked.withTotp(Optional.of(begun.totp()), now));
      return true;
    });
    return JsonValue.object().put("TotpSecret", begun.secret()).put("TotpUri", begun.uri()).build();
  }

  private JsonObject confirm(Row own, String code) {
    return use(own, code, true);
  }

  private JsonObject end(Row own, Optional<String> code) {
    if (code.isPresent()) {
      return use(own, code.get(), false);
    }
    var now = env.now();
    store.write(tx -> {
      var locked = AdministratorAccounts.lock(tx, own.name());
      if (locked.totp().filter(Totp::enabled).isPresent()) {
        throw new RefusedException(new Refusal.TotpNeeded());
      }
      tx.administrators().update(locked.withTotp(Optional.empty(), now));
      return true;
    });
    return JsonValue.object().build();
  }

  /// Uses a code, and leaves the factor on or takes it away.
  private JsonObject use(Row own, String code, boolean stays) {
    var guess = guesses.reserve(own.name().value());
    var used = factors.use(own, code);
    var now = env.now();
    store.write(tx -> {
      var locked = AdministratorAccounts.lock(tx, own.name());
      SecondFactors.requireUnused(locked, used);
      tx.administrators().update(locked.withTotp(Optional.of(used).filter(_ -> stays), now));
      guesses.forget(tx, guess);
      return true;
    });
    return JsonValue.object().build();
  }
}
