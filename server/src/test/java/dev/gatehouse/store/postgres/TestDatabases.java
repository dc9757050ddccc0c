package dev.gatehouse.store.postgres;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// One PostgreSQL server for the whole test run, from embedded binaries, and a database of its own
/// for each test. Databases are copied from one that was migrated once.
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Set<String> TEMPLATES = new HashSet<>();

  private TestDatabases() {}

  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setPGStartupWait(Patience.MAX)
            .setPort(FreePort.find())
            // It would change plans, and hold locks, whenever it likes.
            .setServerConfig("autovacuum", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The setting `database.url` for a new database with the current schema and nothing in it.
  public static String migratedUrl() {
    try {
      return migrated().url();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// The setting `database.url` for a new database without any table.
  public static String emptyUrl() {
    try {
      return empty().url();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// The setting `database.url` for a database that was set up for tests and may lose what it
  /// acknowledged, or for one whose commits are synchronous.
  public static String url(boolean isSynchronous) {
    try {
      var settings = migrated();
      execute(
          "ALTER DATABASE %s SET synchronous_commit = %s"
              .formatted(nameOf(settings), isSynchronous ? "on" : "off"));
      return settings.url();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Settings for a new database with the current schema and nothing in it.
  static PostgresSettings migrated() throws SQLException {
    return copyOf("plain", "");
  }

  /// The same, with every table of a pool divided into four by the hash of the pool's id.
  static PostgresSettings dividedByPool() throws SQLException {
    return copyOf("divided", "PARTITION BY HASH (pool_id)");
  }

  /// Settings for a new database without any table.
  static PostgresSettings empty() throws SQLException {
    var name = "test_" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return settings(name, "");
  }

  private static PostgresSettings copyOf(String template, String byPool) throws SQLException {
    synchronized (TEMPLATES) {
      if (TEMPLATES.add(template)) {
        execute("CREATE DATABASE " + template);
        PostgresStore.open(settings(template, byPool), () -> Rows.NOW, CommitProbe.NONE).close();
      }
    }
    var name = "test_" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return settings(name, byPool);
  }

  private static PostgresSettings settings(String database, String byPool) {
    return new PostgresSettings(
        Server.RUNNING.getJdbcUrl("postgres", database),
        4,
        Patience.MAX,
        Patience.MAX,
        byPool,
        List.of("classpath:db/migration", "classpath:db/partitions"));
  }

  /// The same database by way of the proxy.
  static PostgresSettings through(TcpProxy proxy, PostgresSettings settings) {
    return new PostgresSettings(
        proxy.url(settings.url()),
        settings.connectionsMax(),
        settings.connectionWait(),
        settings.statementTimeout(),
        settings.byPool(),
        settings.migrations());
  }

  /// Ends every connection to the database, as a restart of the server does.
  static void disconnectAll(PostgresSettings settings) {
    try {
      execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(nameOf(settings)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sets a parameter for new connections to the database.
  static void set(PostgresSettings settings, String parameter) throws SQLException {
    execute("ALTER DATABASE %s SET %s".formatted(nameOf(settings), parameter));
  }

  private static String nameOf(PostgresSettings settings) {
    var matcher = Pattern.compile("/(test_\\d+)").matcher(settings.url());
    if (!matcher.find()) {
      throw new IllegalArgumentException("not a test database");
    }
    return matcher.group(1);
  }

  /// Runs a statement in the server's own database.
  static void execute(String sql) throws SQLException {
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
