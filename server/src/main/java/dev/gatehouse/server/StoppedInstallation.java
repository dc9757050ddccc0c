package dev.gatehouse.server;

import dev.gatehouse.admin.ExtensionOperations;
import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.AuditTrail;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Region;
import dev.gatehouse.usage.Usage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The data of a server that does not run, under its lock: who may read the folder is its
/// administrator, so no access key is asked for. The settings are those of the environment.
public final class StoppedInstallation implements AutoCloseable {
  private static final String ACCOUNT = "000000000000";

  private final DataFolder folder;
  private final Foundation foundation;
  private final AuditLog audit;
  private final ExtensionOperations operations;

  private StoppedInstallation(DataFolder folder, Foundation foundation) {
    this.folder = folder;
    this.foundation = foundation;
    audit = new AuditLog(foundation.store(), foundation.sealer(), foundation.env());
    operations =
        new ExtensionOperations(
            new ExtensionOperations.Parts(
                foundation.measured(),
                foundation.env(),
                foundation.sealer(),
                foundation.mint(),
                foundation.poolKeys(),
                foundation.hasher(),
                "",
                Optional.empty(),
                new RequestLog(0, 0, foundation.env().clock()),
                new Usage(false),
                new AuditChain(foundation.store(), foundation.sealer())),
            folder.isDev(),
            JsonValue.object().build());
  }

  /// @param environment may name database and master key as for the server
  /// @throws StartRefusedException when the folder is in use or its master key is missing
  public static StoppedInstallation open(Path path, Map<String, String> environment) {
    var folder = DataFolder.open(path);
    try {
      var env = new Env(InstantSource.system(), new SecureRandom());
      var store = Stores.open(variable(environment, "GATEHOUSE_DATABASE_URL"), folder, env.clock());
      var masterKeys =
          new MasterKeys(
              variable(environment, "GATEHOUSE_MASTER_KEY"),
              variable(environment, "GATEHOUSE_MASTER_KEY_FILE").map(Path::of).map(KeyFile::new),
              KeyFile.ofFolder(folder.path(), folder.isDev()));
      return new StoppedInstallation(folder, Foundation.open(store, masterKeys, env, new Rsa()));
    } catch (RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /// Runs an operation of the extension API.
  ///
  /// @throws dev.gatehouse.aws.ApiException as the operation
  /// @throws dev.gatehouse.pool.RefusedException as the operation
  public JsonObject run(String operation, Region region, JsonObject request) {
    var target = operations.byName().get(operation);
    if (target == null) {
      throw new IllegalArgumentException("the extension API has no operation " + operation);
    }
    var caller = new Caller(region, ACCOUNT, Optional.empty(), "local");
    var requestId = foundation.env().uuid().toString();
    return new AuditTrail(audit).local(operation, caller, requestId, request, target);
  }

  @Override
  public void close() {
    audit.flush();
    foundation.close();
    folder.close();
  }
}
