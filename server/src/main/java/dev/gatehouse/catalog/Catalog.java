package dev.gatehouse.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What this node knows of pools, clients and domains. Loads what it does not have, which blocks;
/// [#cachedOnly()] does not. Thread-safe.
///
/// Only what exists is kept, so that names that anybody can make up do not fill the memory. A value
/// loaded before a change never outlives it: the cache loads and drops an entry under the same
/// lock, and a change is dropped after its commit, so a load either sees the change or is dropped
/// with it.
public final class Catalog implements Lookups {
  private static final int CLIENTS_MAX = 100_000;
  private static final int POOLS_MAX = 10_000;
  private static final int DOMAINS_MAX = 20_000;
  private static final int RESOURCE_SERVERS_MAX = 1_000;

  private final Store store;
  private final Sealer sealer;
  private final PoolKeys poolKeys;
  private final Cache<ClientId, ClientEntry> clients = bounded(CLIENTS_MAX);
  private final Cache<UserPoolId, PoolEntry> pools = bounded(POOLS_MAX);
  private final Cache<String, UserPoolId> domains = bounded(DOMAINS_MAX);

  /// Listens to the store: what this process changes is forgotten before the change is answered.
  public Catalog(Store store, Sealer sealer, PoolKeys poolKeys) {
    this.store = store;
    this.sealer = sealer;
    this.poolKeys = poolKeys;
    store.onChange(this::forget);
  }

  @Override
  public Optional<ClientEntry> client(ClientId id) {
    return loaded(clients, id, this::loadClient);
  }

  @Override
  public Optional<PoolEntry> pool(UserPoolId id) {
    return loaded(pools, id, this::loadPool);
  }

  @Override
  public Optional<UserPoolId> poolOf(DomainName domain) {
    return loaded(
        domains,
        domain.directoryKey(),
        _ -> store.read(tx -> tx.domains().find(domain).map(Domains.Row::poolId)));
  }

  @Override
  public Optional<UserPoolId> poolOfHost(String host) {
    return loaded(domains, host, _ -> store.read(tx -> tx.domains().findPoolOfHost(host)));
  }

  /// The same without loading: what is not in memory throws [NotCachedException].
  public Lookups cachedOnly() {
    return new CachedOnly();
  }

  /// Forgets what changed, here or on another node.
  public void forget(List<Change> changes) {
    for (var change : changes) {
      switch (change.kind()) {
        case APP_CLIENT -> clients.invalidate(new ClientId(change.key()));
        case RESOURCE_SERVER, SIGNING_KEY -> pools.invalidate(new UserPoolId(change.poolId()));
        case DOMAIN -> {
          domains.invalidate(change.key());
          pools.invalidate(new UserPoolId(change.poolId()));
        }
        case USER_POOL -> forgetPool(new UserPoolId(change.poolId()));
        case ACCESS_KEY -> {
          // Not cached here.
        }
      }
    }
  }

  /// Forgets everything: this node may have missed changes.
  public void forgetAll() {
    clients.invalidateAll();
    pools.invalidateAll();
    domains.invalidateAll();
  }

  /// A deleted pool takes its clients and domains with it; the feed names only the pool.
  private void forgetPool(UserPoolId id) {
    pools.invalidate(id);
    clients.asMap().values().removeIf(entry -> entry.client().poolId().equals(id));
    domains.asMap().values().removeIf(id::equals);
  }

  private Optional<ClientEntry> loadClient(ClientId id) {
    return store.read(tx ->
        tx.appClients()
            .findPool(id)
            .flatMap(pool -> tx.appClients().find(pool, id))
            .map(row -> {
              var secrets = tx.clientSecrets().list(row.poolId(), id);
              return new ClientEntry(
                  Documents.client(row, !secrets.isEmpty()),
                  secrets.stream().map(this::open).toList());
            }));
  }

  private ClientSecret open(ClientSecrets.Row row) {
    var context = "client-secret|" + row.poolId() + "|" + row.clientId() + "|" + row.secretId();
    return new ClientSecret(
        new String(sealer.open(row.sealed().bytes(), context), StandardCharsets.UTF_8));
  }

  private Optional<PoolEntry> loadPool(UserPoolId id) {
    return store.read(tx ->
        tx.userPools()
            .find(id)
            .map(_ ->
                new PoolEntry(
                    id,
                    scopes(tx, id),
                    new KeyRing(tx.signingKeys().list(id).stream().map(poolKeys::open).toList()),
                    tx.domains().list(id).stream().map(Domains.Row::domain).toList())));
  }

  private static Set<String> scopes(ReadTx tx, UserPoolId id) {
    var scopes = new HashSet<String>();
    for (ResourceServers.Row row :
        tx.resourceServers().list(id, Optional.empty(), RESOURCE_SERVERS_MAX)) {
      scopes.addAll(Documents.scopes(row));
    }
    return scopes;
  }

  /// Loads one entry; empty when there is none.
  @FunctionalInterface
  private interface Loader<K, V> {
    Optional<V> load(K key);
  }

  // A null from the loader is how the library spells "there is none": it then keeps nothing.
  @SuppressWarnings("NullAway")
  private static <K, V> Optional<V> loaded(Cache<K, V> cache, K key, Loader<K, V> loader) {
    return Optional.ofNullable(cache.get(key, k -> loader.load(k).orElse(null)));
  }

  private static <K, V> Cache<K, V> bounded(int entries) {
    return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run).build();
  }

  /// The view of the inline routes.
  private final class CachedOnly implements Lookups {
    @Override
    public Optional<ClientEntry> client(ClientId id) {
      return Optional.of(present(clients, id));
    }

    @Override
    public Optional<PoolEntry> pool(UserPoolId id) {
      return Optional.of(present(pools, id));
    }

    @Override
    public Optional<UserPoolId> poolOf(DomainName domain) {
      return Optional.of(present(domains, domain.directoryKey()));
    }

    @Override
    public Optional<UserPoolId> poolOfHost(String host) {
      return Optional.of(present(domains, host));
    }

    private static <K, V> V present(Cache<K, V> cache, K key) {
      var value = cache.getIfPresent(key);
      if (value == null) {
        throw new NotCachedException();
      }
      return value;
    }
  }
}
