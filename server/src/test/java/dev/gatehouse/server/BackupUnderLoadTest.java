package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.store.sqlite.SqliteCopies;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Backups while eight writers write: each is a state that the database was in (RL-64).
/// `-Dgatehouse.backups=100` for the full count.
class BackupUnderLoadTest {
  private static final int ROUNDS = Integer.getInteger("gatehouse.backups", 3);
  private static final int WRITERS = 8;
  private static final UserPoolId POOL = Rows.POOL;

  @TempDir private Path temp;
  private final Env env = new Env(ManualClock.atStart(), new SeededRandom(5));

  /// When each client was begun and acknowledged, by one count for all.
  private static final class History {
    private final AtomicLong count = new AtomicLong();
    private final Map<ClientId, Long> begun = new ConcurrentHashMap<>();
    private final Map<ClientId, Long> acknowledged = new ConcurrentHashMap<>();

    void begin(ClientId id) {
      begun.put(id, count.incrementAndGet());
    }

    void acknowledge(ClientId id) {
      acknowledged.put(id, count.incrementAndGet());
    }

    /// Those that must be there when the last of `seen` is: whatever was acknowledged before that
    /// one was begun, or before the moment `start`.
    Set<ClientId> requiredBeside(Set<ClientId> seen, long start) {
      var last = seen.stream().mapToLong(id -> begun.getOrDefault(id, 0L)).max().orElse(0);
      var required = new HashSet<ClientId>();
      acknowledged.forEach((id, moment) -> {
        if (moment < Math.max(last, start)) {
          required.add(id);
        }
      });
      return required;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void rl_64_a_backup_under_load_equals_a_prefix_of_the_acknowledged_history(String engine)
      throws Exception {
    var data = temp.resolve("data");
    var database =
        engine.equals("sqlite") ? Optional.<DatabaseUrl>empty() : Optional.of(installed(data));
    if (database.isEmpty()) {
      TestServer.start(data, ManualClock.atStart(), List.of()).close();
    }
    var site = new Site(data, database, Optional.empty(), Optional.empty());
    var history = new History();
    try (var store = open(site);
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      var stop = new AtomicBoolean();
      var warm = new CountDownLatch(WRITERS);
      for (int writer = 0; writer < WRITERS; writer++) {
        var prefix = "w" + writer + "x";
        writers.execute(() -> write(store, prefix, history, stop, warm));
      }
      Patience.await(warm);
      try {
        for (int round = 0; round < ROUNDS; round++) {
          assertIsPrefix(site, temp.resolve("backup-" + round), history);
        }
      } finally {
        stop.set(true);
      }
    }
    assertThat(history.acknowledged).hasSizeGreaterThan(WRITERS);
  }

  private DatabaseUrl installed(Path data) {
    var url = TestDatabases.emptyUrl();
    TestServer.start(data, ManualClock.atStart(), List.of("database.url=" + url)).close();
    return new DatabaseUrl(url);
  }

  private Store open(Site site) {
    return site.database().isPresent()
        ? PostgresStore.open(site.database().get().jdbcUrl(), env.clock())
        : SqliteStore.open(site.data().resolve("gatehouse.db"), env.clock());
  }

  /// Each client comes with its directory entry and its secret: a transaction is in a backup whole.
  /// A busy machine may refuse a write; that is none, and the next one is tried.
  private static void write(
      Store store, String prefix, History history, AtomicBoolean stop, CountDownLatch warm) {
    int written = 0;
    for (int i = 0; !stop.get(); i++) {
      var id = new ClientId(prefix + i);
      history.begin(id);
      try {
        store.write(tx -> {
          tx.appClients().insert(Rows.client(POOL, id));
          tx.clientSecrets().insert(Rows.secret(POOL, id, "s"));
          return true;
        });
      } catch (StoreUnavailableException busy) {
        continue;
      }
      history.acknowledge(id);
      if (++written == 20) {
        warm.countDown();
      }
    }
  }

  private void assertIsPrefix(Site site, Path file, History history) throws Exception {
    var start = history.count.get();
    var written = Backups.write(site, file, env, "test");

    var restored = temp.resolve(file.getFileName() + "-restored");
    Files.copy(keyOf(site.data()), keyOf(restored));
    var place = new Site(restored, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(Restore.run(place, file, env).contents()).isEqualTo(written);
    assertThat(InstallationCheck.run(place, env)).isEqualTo(written.tables());
    assertThat(SqliteCopies.faults(restored.resolve("gatehouse.db"))).isEmpty();

    try (var store = open(place)) {
      var seen = new HashSet<ClientId>();
      store
          .read(tx -> tx.appClients().list(POOL, Optional.empty(), Integer.MAX_VALUE))
          .forEach(row -> seen.add(row.id()));
      assertThat(seen).containsAll(history.requiredBeside(seen, start));
      assertThat(
              store.<Boolean>read(tx ->
                  seen.stream()
                      .allMatch(id ->
                          tx.appClients().findPool(id).filter(POOL::equals).isPresent()
                              && tx.clientSecrets().list(POOL, id).size() == 1)))
          .as("no transaction is torn")
          .isTrue();
    }
  }

  private static Path keyOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".key");
  }
}
