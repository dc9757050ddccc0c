package dev.gatehouse.catalog;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A database and the catalog of the node that writes it.
final class Node implements AutoCloseable {
  private static final Rsa RSA = new Rsa();
  private static final SpareKeys SPARES = new SpareKeys(RSA);

  final ManualClock clock = ManualClock.atStart();
  final Store store;
  final Catalog catalog;

  private final AesGcmSealer sealer;
  private final PoolKeys keys;

  Node(Path folder) {
    var random = new SeededRandom(1);
    sealer = new AesGcmSealer(MasterKey.mint(random), random);
    store = SqliteStore.open(folder.resolve("gatehouse.db"), clock);
    keys = new PoolKeys(store, new Env(clock, random), sealer, RSA, SPARES);
    catalog = new Catalog(store, sealer, keys);
  }

  void addPool(UserPoolId id) {
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(id));
      return true;
    });
  }

  void addClient(ClientId id, String document, String... secrets) {
    store.write(tx -> {
      tx.appClients()
          .insert(
              new AppClients.Row(
                  Rows.POOL, id, "test", document, Optional.empty(), 1, Rows.NOW, Rows.NOW));
      for (int i = 0; i < secrets.length; i++) {
        var secretId = id + "--" + i;
        var context = "client-secret|" + Rows.POOL + "|" + id + "|" + secretId;
        var sealed = sealer.seal(secrets[i].getBytes(StandardCharsets.UTF_8), context);
        tx.clientSecrets()
            .insert(
                new ClientSecrets.Row(
                    Rows.POOL, id, secretId, Sealed.of(sealed), Rows.NOW.plusSeconds(i)));
      }
      return true;
    });
  }

  void setAttributes(ClientId id, String attributes) {
    store.write(tx -> {
      var row = newer(tx, id);
      tx.appClients()
          .update(
              new AppClients.Row(
                  row.poolId(),
                  row.id(),
                  row.name(),
                  row.document(),
                  Optional.of(attributes),
                  row.version(),
                  row.createdAt(),
                  row.lastModifiedAt()));
      return true;
    });
  }

  /// The stored row as its next version.
  AppClients.Row newer(ReadTx tx, ClientId id) {
    var row = tx.appClients().find(Rows.POOL, id).orElseThrow();
    return new AppClients.Row(
        row.poolId(),
        row.id(),
        row.name(),
        row.document(),
        row.attributes(),
        row.version() + 1,
        row.createdAt(),
        row.lastModifiedAt());
  }

  List<String> secretIds(ReadTx tx, ClientId id) {
    return tx.clientSecrets().list(Rows.POOL, id).stream()
        .map(ClientSecrets.Row::secretId)
        .toList();
  }

  AppClient client(String id) {
    return catalog.client(new ClientId(id)).orElseThrow().client();
  }

  static ResourceServers.Row server(String identifier, String document) {
    return new ResourceServers.Row(
        Rows.POOL, identifier, identifier, document, 1, Rows.NOW, Rows.NOW);
  }

  /// Asks once for everything.
  void warm() {
    var all =
        List.of(
            catalog.client(Rows.CLIENT),
            catalog.pool(Rows.POOL),
            catalog.poolOf(new DomainName("lobster1234", Rows.POOL.region())),
            catalog.poolOfHost("auth.example.com"));
    if (!all.stream().allMatch(Optional::isPresent)) {
      throw new AssertionError("something is missing: " + all);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
