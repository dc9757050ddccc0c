package dev.gatehouse.admin;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.usage.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database with one pool and one app client, and the operations on it.
final class Installation implements AutoCloseable {
  static final UserPoolId POOL = new UserPoolId("us-east-1_a1B2c3D4e");
  static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");

  /// Shared: making RSA keys is what costs time here.
  private static final Rsa RSA = nativeRsa();

  private static final SpareKeys SPARES = new SpareKeys(RSA);

  final ManualClock clock = ManualClock.atStart();
  final Store store;

  final Postbox postbox;
  private final AccessKeyMint mint;
  private final Map<String, dev.gatehouse.aws.Operation<JsonObject, JsonObject>> operations;

  Installation(Path folder) {
    var random = new SeededRandom(1);
    var env = new Env(clock, random);
    var sealer = new AesGcmSealer(MasterKey.mint(random), random);
    store = SqliteStore.open(folder.resolve("gatehouse.db"), clock);
    var keys = new PoolKeys(store, env, sealer, RSA, SPARES);
    mint = new AccessKeyMint(env, sealer);
    postbox = new Postbox(env, sealer, Ways.INBOX);
    operations =
        new ExtensionOperations(
                new ExtensionOperations.Parts(
                    store,
                    env,
                    sealer,
                    mint,
                    keys,
                    new PasswordHasher(
                        new Argon2Cost(64, 1, 1),
                        new HashingPermits(1, Duration.ofMinutes(1)),
                        random),
                    "http://localhost:9230",
                    Optional.empty(),
                    new RequestLog(10, 100, clock),
                    new Usage(true),
                    new AuditChain(store, sealer)),
                false,
                Json.parseObject("{\"Version\":\"1\"}"))
            .byName();
    fill(keys.mint(POOL, clock.instant()));
  }

  private static Rsa nativeRsa() {
    var rsa = new Rsa();
    rsa.loadNative();
    return rsa;
  }

  private void fill(List<SigningKeys.Row> keys) {
    var now = clock.instant();
    store.write(tx -> {
      tx.userPools().insert(new UserPools.Row(POOL, "pool", "{}", 1, now, now));
      tx.appClients()
          .insert(new AppClients.Row(POOL, CLIENT, "client", "{}", Optional.empty(), 1, now, now));
      keys.forEach(tx.signingKeys()::insert);
      return true;
    });
  }

  /// Stores a key with that policy and returns its id.
  String key(AccessPolicy policy) {
    var minted = mint.longLived("", policy);
    store.write(tx -> {
      tx.accessKeys().insert(minted.row());
      return true;
    });
    return minted.row().id();
  }

  Optional<AccessKeys.Row> stored(String id) {
    return store.read(tx -> tx.accessKeys().find(id));
  }

  /// Runs an operation as the caller with that key; empty is the command line on the folder.
  JsonObject run(Optional<String> key, String operation, String request) {
    var caller = new Caller(new Region("us-east-1"), "000000000000", key, "127.0.0.1");
    return java.util.Objects.requireNonNull(operations.get(operation))
        .run(Json.parseObject(request), caller);
  }

  String run(String operation, String request) {
    return Json.text(run(Optional.empty(), operation, request));
  }

  @Override
  public void close() {
    store.close();
  }
}
