package dev.gatehouse.admin;

import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The operations of the extension API, for the dispatcher; and by name, for the command line on
/// the folder of a stopped server.
public final class ExtensionOperations {
  private final SequencedMap<String, Operation<JsonObject, JsonObject>> operations =
      new LinkedHashMap<>();

  /// What the operations work with.
  public record Parts(Store store, Env env, Sealer sealer, AccessKeyMint mint, PoolKeys keys) {}

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
    operations.put("DeleteMessages", new DeleteMessages(store, administrators));
    operations.put("GetServerInfo", new GetServerInfo(info));
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
