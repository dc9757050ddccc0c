package dev.gatehouse.admin;

import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `CreateSignInLink`: a new one-time link that opens the console of a dev server signed in, in
/// place of the one that its start printed (S-6). The caller's key must be a stored one that may do
/// everything. That protects from no program of this machine: dev mode believes made-up keys
/// (design D17), and one of these can make a stored one. The port on loopback does.
final class CreateSignInLink implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;
  private final Optional<SignInLink> link;

  /// @param link of a dev server that only this machine reaches
  CreateSignInLink(Store store, Optional<SignInLink> link) {
    this.store = store;
    this.link = link;
    administrators = new Administrators(false);
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    store.write(tx -> {
      administrators.require(tx, caller, "CreateSignInLink");
      if (link.isEmpty()) {
        throw new ApiException(ApiError.NO_SIGN_IN_LINK);
      }
      return true;
    });
    return JsonValue.object().put("SignInLink", link.orElseThrow().mint()).build();
  }
}
