package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that are reset again and again, and those that the database does not let in.
class PostgresStormTest {
  private static final int WRITERS = 8;
  private static final int WRITES = 25;

  /// A writer cuts everybody's connections so often: fifty times in two hundred writes.
  private static final int RESET_EVERY = 4;

  @Test
  void rl_27_under_a_storm_of_resets_nothing_acknowledged_is_lost_and_nobody_hangs()
      throws Exception {
    var settings = TestDatabases.migrated();
    var acknowledged = new ConcurrentSkipListSet<String>();
    var asked = new ConcurrentSkipListSet<String>();
    try (var proxy = TcpProxy.before(settings.url());
        var store = PostgresStore.open(proxy.url(settings.url()), () -> NOW);
        var direct = PostgresStore.open(settings, () -> NOW, CommitProbe.NONE)) {
      direct.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var writers = new ArrayList<Future<?>>();
        for (int writer = 0; writer < WRITERS; writer++) {
          var prefix = "w" + writer + "x";
          writers.add(threads.submit(() -> write(store, proxy, prefix, asked, acknowledged)));
        }
        for (var writer : writers) {
          writer.get();
        }
      }
      var there = direct.<List<String>>read(PostgresStormTest::identifiers);
      assertThat(there).doesNotHaveDuplicates().containsAll(acknowledged);
      assertThat(asked).containsAll(there);
      assertThat(acknowledged).as("the storm was not all there was").isNotEmpty();
      // And well again.
      await(() -> writes(store, "after"));
      await(() -> proxy.connections() <= 8);
    }
  }

  private static List<String> identifiers(ReadTx tx) {
    return tx.resourceServers().list(POOL, Optional.empty(), 1_000).stream()
        .map(ResourceServers.Row::identifier)
        .toList();
  }

  private static void write(
      Store store,
      TcpProxy proxy,
      String prefix,
      ConcurrentSkipListSet<String> asked,
      ConcurrentSkipListSet<String> acknowledged) {
    for (int i = 0; i < WRITES; i++) {
      if (i % RESET_EVERY == 0) {
        proxy.reset();
      }
      asked.add(prefix + i);
      if (writes(store, prefix + i)) {
        acknowledged.add(prefix + i);
      }
    }
  }

  private static boolean writes(Store store, String identifier) {
    try {
      return store.write(tx -> {
        tx.resourceServers().insert(Rows.server(POOL, identifier));
        return true;
      });
    } catch (StoreUnavailableException lost) {
      return false;
    }
  }

  /// A role of its own, whose password the database asks for.
  private static String roleUrl(PostgresSettings settings, String role) throws Exception {
    try (var admin = DriverManager.getConnection(settings.url());
        var statement = admin.createStatement()) {
      statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'first'");
      statement.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role);
      statement.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role);
      try (var row = statement.executeQuery("SHOW hba_file")) {
        row.next();
        askPassword(Path.of(row.getString(1)), role);
      }
      statement.execute("SELECT pg_reload_conf()");
    }
    var base = settings.url().replaceFirst("\\?.*", "") + "?user=" + role + "&password=";
    await(() -> !isLetIn(base + "wrong"));
    assertThat(isLetIn(base + "first")).isTrue();
    return base + "first";
  }

  private static void askPassword(Path rules, String role) throws IOException {
    var line = "host all " + role + " %s scram-sha-256%n";
    Files.writeString(
        rules,
        line.formatted("127.0.0.1/32") + line.formatted("::1/128") + Files.readString(rules));
  }

  private static boolean isLetIn(String url) {
    try (var _ = DriverManager.getConnection(url)) {
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    Patience.until("the condition", condition);
  }

  @ParameterizedTest
  @CsvSource({
    "rotated, PASSWORD 'second', PASSWORD 'first'",
    "crowded, CONNECTION LIMIT 0, CONNECTION LIMIT -1",
    "locked, NOLOGIN, LOGIN"
  })
  void rl_30_who_is_not_let_in_any_more_is_well_again_without_a_restart(
      String role, String fault, String repair) throws Exception {
    var settings = TestDatabases.migrated();
    var url = roleUrl(settings, role);
    try (var proxy = TcpProxy.before(url);
        var store = PostgresStore.open(proxy.url(url), () -> NOW);
        var admin = DriverManager.getConnection(settings.url());
        var statement = admin.createStatement()) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      statement.execute("ALTER ROLE " + role + " " + fault);
      proxy.reset();
      await(() -> proxy.connections() == 0 || !writes(store, "while"));
      assertThatThrownBy(() -> store.<Boolean>read(tx -> tx.userPools().find(POOL).isPresent()))
          .isInstanceOf(StoreUnavailableException.class);

      statement.execute("ALTER ROLE " + role + " " + repair);
      await(() -> writes(store, "after"));
      assertThat(store.<Boolean>read(tx -> tx.userPools().find(POOL).isPresent())).isTrue();
    }
  }
}
