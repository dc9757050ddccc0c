package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorPasswords;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.administrators.SecondFactors;
import dev.gatehouse.administrators.SetUpLinkMint;
import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.usage.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The operations of the extension API, for the dispatcher; and by name, for the command line on
/// the folder of a stopped server.
public final class ExtensionOperations {
  private final SequencedMap<String, Operation<JsonObject, JsonObject>> operations =
      new LinkedHashMap<>();

  /// What the operations work with.
  ///
  /// @param consoleUrl see [SetUpLinkMint]
  /// @param signInLink of a dev server that only this machine reaches
  /// @param requests what ListRequests shows
  /// @param usage says whether there is a history to show
  /// @param chain what VerifyAuditLog examines
  public record Parts(
      Store store,
      Env env,
      Sealer sealer,
      AccessKeyMint mint,
      PoolKeys keys,
      PasswordHasher hasher,
      String consoleUrl,
      Optional<SignInLink> signInLink,
      RequestLog requests,
      Usage usage,
      AuditChain chain) {}

  /// @param dev whether an access key that is not stored is believed (design D17)
  /// @param info what GetServerInfo answers
  public ExtensionOperations(Parts parts, boolean dev, JsonObject info) {
    var store = parts.store;
    var env = parts.env;
    var mint = parts.mint;
    var administrators = new Administrators(dev);
    operations.put("SetClientAttributes", new SetClientAttributes(store, env));
    operations.put("GetClientAttributes", new GetClientAttributes(store));
    operations.put("CreateAccessKey", new CreateAccessKey(store, administrators, mint));
    operations.put("ListAccessKeys", new ListAccessKeys(store, administrators));
    operations.put("SetAccessKeyStatus", new SetAccessKeyStatus(store, administrators));
    operations.put("DeleteAccessKey", new DeleteAccessKey(store, administrators));
    operations.put("CreateTemporaryCredentials", new CreateTemporaryCredentials(store, mint));
    operations.put("ListSigningKeys", new ListSigningKeys(store, env));
    operations.put("RotateSigningKeys", new RotateSigningKeys(store, env, parts.keys));
    operations.put("ListMessages", new ListMessages(store, parts.sealer, administrators));
    operations.put("CountMessages", new CountMessages(store, administrators));
    operations.put("DeleteMessages", new DeleteMessages(store, administrators));
    operations.put("ListRequests", new ListRequests(store, parts.requests, parts.sealer, env));
    operations.put("GetMetricHistory", new GetMetricHistory(store, env, parts.usage));
    operations.put("ListClientUsage", new ListClientUsage(store, env, parts.sealer, parts.usage));
    operations.put("ListAuditEvents", new ListAuditEvents(store, parts.sealer, administrators));
    operations.put("VerifyAuditLog", new VerifyAuditLog(store, parts.chain, administrators));
    operations.put("SearchUsers", new SearchUsers(store, parts.sealer));
    operations.put("GetServerInfo", new GetServerInfo(info));
    putAdministrators(parts, administrators);
  }

  private void putAdministrators(Parts parts, Administrators administrators) {
    var store = parts.store;
    var env = parts.env;
    var links = new SetUpLinkMint(env, parts.consoleUrl);
    var guesses = new GuessLimit(store, parts.sealer, env);
    operations.put("ListAdministrators", new ListAdministrators(store, env, administrators));
    operations.put(
        "CreateAdministrator", new CreateAdministrator(store, env, administrators, links));
    operations.put("UpdateAdministrator", new UpdateAdministrator(store, env, administrators));
    operations.put(
        "ResetAdministrator", new ResetAdministrator(store, env, administrators, links, guesses));
    operations.put("DeleteAdministrator", new DeleteAdministrator(store, administrators));
    operations.put("EndAdministratorSessions", new EndAdministratorSessions(store, administrators));
    operations.put("CreateSetUpLink", new CreateSetUpLink(store, administrators, links));
    operations.put("CreateSignInLink", new CreateSignInLink(store, parts.signInLink));
    operations.put(
        "ChangeOwnPassword",
        new ChangeOwnPassword(
            store, env, new AdministratorPasswords(parts.hasher, parts.sealer), guesses));
    operations.put(
        "SetOwnTotp", new SetOwnTotp(store, env, new SecondFactors(parts.sealer, env), guesses));
  }

  public List<OperationBinding> list() {
    return operations.entrySet().stream()
        .map(entry -> OperationBinding.extension(entry.getKey(), entry.getValue()))
        .toList();
  }

  public Map<String, Operation<JsonObject, JsonObject>> byName() {
    return Map.copyOf(operations);
  }
}
