package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Changes;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.Installation;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The tables that pool operations use, in memory. Runs every write closure twice, the first time
/// on a copy that is thrown away, as a database that could not serialize a transaction does.
final class MemoryStore implements Store {
  private Tables tables = new Tables();

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return work.apply(new Tables(tables));
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    var _ = work.apply(new Tables(tables));
    var next = new Tables(tables);
    var result = work.apply(next);
    tables = next;
    return result;
  }

  @Override
  public void onChange(Consumer<List<Change>> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String engine() {
    return "memory";
  }

  @Override
  public void close() {
    tables = new Tables();
  }

  private static final class Tables implements WriteTx {
    private final TreeMap<String, UserPools.Row> pools = new TreeMap<>();
    private final List<Domains.Row> domains = new ArrayList<>();
    private final List<SigningKeys.Row> keys = new ArrayList<>();

    Tables() {}

    Tables(Tables other) {
      pools.putAll(other.pools);
      domains.addAll(other.domains);
      keys.addAll(other.keys);
    }

    @Override
    public UserPools.Writes userPools() {
      return new PoolTable(this);
    }

    @Override
    public Domains.Writes domains() {
      return new DomainTable(this);
    }

    @Override
    public SigningKeys.Writes signingKeys() {
      return new KeyTable(this);
    }

    @Override
    public AppClients.Writes appClients() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientSecrets.Writes clientSecrets() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ResourceServers.Writes resourceServers() {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccessKeys.Writes accessKeys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Changes.Writes changes() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Installation.Writes installation() {
      throw new UnsupportedOperationException();
    }
  }

  private record PoolTable(Tables tables) implements UserPools.Writes {
    @Override
    public Optional<UserPools.Row> find(UserPoolId id) {
      return Optional.ofNullable(tables.pools.get(id.value()));
    }

    @Override
    public List<UserPools.Row> list(Region region, Optional<UserPoolId> after, int limit) {
      return tables.pools.values().stream()
          .filter(row -> row.id().region().equals(region))
          .filter(row -> after.isEmpty() || row.id().value().compareTo(after.get().value()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public int count(Region region) {
      return list(region, Optional.empty(), Integer.MAX_VALUE).size();
    }

    @Override
    public void insert(UserPools.Row row) {
      if (tables.pools.putIfAbsent(row.id().value(), row) != null) {
        throw new RefusedException(new Refusal.IdTaken(row.id().value()));
      }
    }

    @Override
    public void update(UserPools.Row row) {
      var stored =
          find(row.id()).orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(row.id())));
      if (stored.version() != row.version() - 1) {
        throw new RefusedException(new Refusal.Conflict());
      }
      tables.pools.put(row.id().value(), row);
    }

    @Override
    public Optional<UserPools.Row> lock(UserPoolId id) {
      return find(id);
    }

    @Override
    public void delete(UserPoolId id) {
      if (tables.pools.remove(id.value()) == null) {
        throw new RefusedException(new Refusal.UnknownPool(id));
      }
      tables.keys.removeIf(key -> key.poolId().equals(id));
    }
  }

  private record DomainTable(Tables tables) implements Domains.Writes {
    @Override
    public Optional<Domains.Row> find(DomainName domain) {
      return tables.domains.stream().filter(row -> row.domain().equals(domain)).findFirst();
    }

    @Override
    public Optional<UserPoolId> findPoolOfHost(String host) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Domains.Row> list(UserPoolId poolId) {
      return tables.domains.stream().filter(row -> row.poolId().equals(poolId)).toList();
    }

    @Override
    public void insert(Domains.Row row) {
      tables.domains.add(row);
    }

    @Override
    public void update(Domains.Row row) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UserPoolId poolId, DomainName domain) {
      tables.domains.removeIf(row -> row.domain().equals(domain));
    }
  }

  private record KeyTable(Tables tables) implements SigningKeys.Writes {
    @Override
    public List<SigningKeys.Row> list(UserPoolId poolId) {
      return tables.keys.stream().filter(row -> row.poolId().equals(poolId)).toList();
    }

    @Override
    public void insert(SigningKeys.Row row) {
      tables.keys.add(row);
    }

    @Override
    public void retire(UserPoolId poolId, String kid, Instant retiresAt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UserPoolId poolId, String kid) {
      throw new UnsupportedOperationException();
    }
  }
}
