package dev.gatehouse.users;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;

/// What users do for themselves with nothing but a name and a code, the same at every edge.
public final class SelfServices {
  private final NamedUsers named;
  private final SignUps signUps;
  private final PasswordResets passwordResets;
  private final AddressCodes addressCodes;

  /// What they are made of.
  public record Parts(
      Store store,
      RuleBook rules,
      Passwords passwords,
      Postbox postbox,
      UserLimits limits,
      Sealer sealer,
      Env env) {}

  public SelfServices(Parts parts) {
    var store = parts.store();
    var env = parts.env();
    var codes = new Codes(store, parts.sealer(), parts.postbox(), parts.limits(), env);
    named = new NamedUsers(store, parts.rules(), parts.sealer());
    signUps = new SignUps(store, parts.rules(), parts.passwords(), codes, parts.limits(), env);
    passwordResets = new PasswordResets(store, parts.passwords(), codes, parts.limits(), env);
    addressCodes = new AddressCodes(store, codes, parts.limits().sends(), env);
  }

  public NamedUsers named() {
    return named;
  }

  public SignUps signUps() {
    return signUps;
  }

  public PasswordResets passwordResets() {
    return passwordResets;
  }

  public AddressCodes addressCodes() {
    return addressCodes;
  }
}
