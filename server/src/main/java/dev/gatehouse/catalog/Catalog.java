package dev.gatehouse.catalog;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
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
/// What a change made wrong is forgotten after the commit, so a load either sees the change or is
/// forgotten with it.
public final class Catalog implements Lookups {
  private static final int CLIENTS_MAX = 100_000;
  private static final int POOLS_MAX = 10_000;
  private static final int DOMAINS_MAX = 20_000;
  private static final int RESOURCE_SERVERS_MAX = 1_000;

  private final Store store;
  private final Sealer sealer;
  private final PoolKeys poolKeys;
  private final EntryCache<ClientId, ClientEntry> clients = new EntryCache<>(CLIENTS_MAX);
  private final EntryCache<UserPoolId, PoolEntry> pools = new EntryCache<>(POOLS_MAX);
  private final EntryCache<String, UserPoolId> domains = new EntryCache<>(DOMAINS_MAX);

  /// Listens to the store: what this process changes is forgotten before the change is answered.
  public Catalog(Store store, Sealer sealer, PoolKeys poolKeys) {
    this.store = store;
    this.sealer = sealer;
    this.poolKeys = poolKeys;
    store.onChange(this::forget);
  }

  /// Shows what is asked and kept.
  public void showIn(Meters meters) {
    show(meters, "client", clients);
    show(meters, "pool", pools);
    show(meters, "domain", domains);
  }

  private static void show(Meters meters, String name, EntryCache<?, ?> cache) {
    meters.show(
        Family.counters(
                "gatehouse_cache_requests_total",
                "Look-ups, answered from memory (hit) or by the database (miss).",
                "cache",
                "result")
            .put(cache.hits(), name, "hit")
            .put(cache.misses(), name, "miss"));
    meters.show(
        Family.gauges("gatehouse_cache_entries", "Entries in memory.", "cache")
            .put(new Reading(cache::size), name));
  }

  @Override
  public Optional<ClientEntry> client(ClientId id) {
    return clients.find(id, this::loadClient);
  }

  @Override
  public Optional<PoolEntry> pool(UserPoolId id) {
    return pools.find(id, this::loadPool);
  }

  @Override
  public Optional<UserPoolId> poolOf(DomainName domain) {
    return domains.find(
        domain.directoryKey(),
        _ -> store.read(tx -> tx.domains().find(domain).map(Domains.Row::poolId)));
  }

  @Override
  public Optional<UserPoolId> poolOfHost(String host) {
    return domains.find(host, _ -> store.read(tx -> tx.domains().findPoolOfHost(host)));
  }

  @Override
  public Optional<UserPoolId> poolOfPrefix(String prefix) {
    return domains.find(
        anyRegion(prefix), _ -> store.read(tx -> tx.domains().findPoolOfPrefix(prefix)));
  }

  /// What a prefix without a Region is remembered under; no domain has such a key.
  private static String anyRegion(String prefix) {
    return "*/" + prefix;
  }

  /// The same without loading: what is not in memory throws [NotCachedException].
  public Lookups cachedOnly() {
    return new CachedOnly();
  }

  /// Forgets what changed, here or on another node.
  public void forget(List<Change> changes) {
    for (var change : changes) {
      switch (change.kind()) {
        case APP_CLIENT -> clients.forget(new ClientId(change.key()));
        case RESOURCE_SERVER, SIGNING_KEY -> pools.forget(new UserPoolId(change.poolId()));
        case DOMAIN -> {
          domains.forget(change.key());
          domains.forget(anyRegion(change.key().substring(change.key().indexOf('/') + 1)));
          pools.forget(new UserPoolId(change.poolId()));
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
    clients.forgetAll();
    pools.forgetAll();
    domains.forgetAll();
  }

  /// A deleted pool takes its clients and domains with it; the feed names only the pool.
  private void forgetPool(UserPoolId id) {
    pools.forget(id);
    clients.forgetIf(entry -> entry.client().poolId().equals(id));
    domains.forgetIf(id::equals);
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
                  row.createdAt(),
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

  /// The view of the inline routes.
  private final class CachedOnly implements Lookups {
    @Override
    public Optional<ClientEntry> client(ClientId id) {
      return clients.cached(id);
    }

    @Override
    public Optional<PoolEntry> pool(UserPoolId id) {
      return pools.cached(id);
    }

    @Override
    public Optional<UserPoolId> poolOf(DomainName domain) {
      return domains.cached(domain.directoryKey());
    }

    @Override
    public Optional<UserPoolId> poolOfHost(String host) {
      return domains.cached(host);
    }

    @Override
    public Optional<UserPoolId> poolOfPrefix(String prefix) {
      return domains.cached(anyRegion(prefix));
    }
  }
}
