package dev.gatehouse.server;

import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.store.MeteredStore;
import dev.gatehouse.store.Store;

/// What every edge stands on, opened in order: the store, the proof of the master key, the keys.
/// Shared by the server and by commands that work on the folder of a stopped one.
///
/// @param store for background work
/// @param measured the same for requests
record Foundation(
    Store store,
    MeteredStore measured,
    Sealer sealer,
    Env env,
    Rsa rsa,
    SpareKeys spares,
    AccessKeyMint mint)
    implements AutoCloseable {
  /// Opens what stands on `store`, and closes it again when the start is refused.
  ///
  /// @throws StartRefusedException when the master key is not the right one
  static Foundation open(Store store, MasterKeys masterKeys, Env env, Rsa rsa) {
    try {
      var sealer = masterKeys.sealer(store, env.random());
      return new Foundation(
          store,
          new MeteredStore(store),
          sealer,
          env,
          rsa,
          new SpareKeys(rsa),
          new AccessKeyMint(env, sealer));
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
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
