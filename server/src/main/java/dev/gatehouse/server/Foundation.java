package dev.gatehouse.server;

import dev.gatehouse.audit.AuditedStore;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.store.MeteredStore;
import dev.gatehouse.store.Store;
import java.time.Duration;

/// What every edge stands on, opened in order: the store, the proof of the master key, the keys.
/// Shared by the server and by commands that work on the folder of a stopped one.
///
/// @param store for background work
/// @param measured the same for requests: audited calls take their events along
/// @param hasher of all passwords, of users and administrators: one share of the heap
record Foundation(
    Store store,
    MeteredStore measured,
    Sealer sealer,
    Env env,
    Rsa rsa,
    SpareKeys spares,
    AccessKeyMint mint,
    PasswordHasher hasher)
    implements AutoCloseable {
  /// How long a password waits for its turn to be hashed before the caller is told to come again:
  /// some hundred hashes on two processors (RL-48).
  private static final Duration HASHING_WAIT = Duration.ofSeconds(2);

  /// Opens what stands on `store`, and closes it again when the start is refused.
  ///
  /// @throws StartRefusedException when the master key is not the right one
  static Foundation open(Store store, MasterKeys masterKeys, Env env, Rsa rsa) {
    try {
      var sealer = masterKeys.sealer(store, env.random());
      return new Foundation(
          store,
          new MeteredStore(new AuditedStore(store)),
          sealer,
          env,
          rsa,
          new SpareKeys(rsa),
          new AccessKeyMint(env, sealer),
          hasher(env));
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
  }

  private static PasswordHasher hasher(Env env) {
    var runtime = Runtime.getRuntime();
    var cost = Argon2Cost.OWASP;
    var permits = HashingPermits.count(runtime.availableProcessors(), runtime.maxMemory(), cost);
    return new PasswordHasher(cost, new HashingPermits(permits, HASHING_WAIT), env.random());
  }

  PoolKeys poolKeys() {
    return new PoolKeys(measured, env, sealer, rsa, spares);
  }

  @Override
  public void close() {
    spares.close();
    store.close();
  }
}
