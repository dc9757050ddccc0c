package dev.gatehouse.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens connections to one PostgreSQL database. They carry no session state: everything that a
/// transaction needs it sets for itself.
final class PostgresConnections {
  private static final long VALIDATION_MILLIS_MAX = 400;
  private static final long FIRST_CONNECTION_MILLIS_MAX = 10_000;
  private static final int FIRST_CONNECT_SECONDS_MAX = 2;

  /// As long as TCP itself waits before it sends the first packet again: an attempt that met a
  /// black hole is over soon after it, and of several hosts the next one has its turn.
  private static final String CONNECT_SECONDS_MAX = "1";

  private static final String LOGIN_SECONDS_MAX = "3";

  /// A black hole is noticed after so long, which leaves a second of the five of RL-26 for the rest
  /// of a request; longer than the statement timeout, or that would not be seen.
  private static final String SILENCE_SECONDS_MAX = "4";

  private PostgresConnections() {}

  /// Refuses an address that is none, and the simple query mode, in which the driver writes values
  /// into the statement's text (IN-05; CVE-2024-1597). The address holds a password: no message
  /// shows it.
  static void requireSafe(String url) {
    var properties = Driver.parseURL(url, null);
    if (properties == null) {
      throw new IllegalArgumentException(
          "database.url is not a PostgreSQL JDBC URL (jdbc:postgresql://host:port/database).");
    }
    var mode = properties.getProperty("preferQueryMode", "extended");
    if (mode.toLowerCase(Locale.ROOT).equals("simple")) {
      throw new IllegalArgumentException(
          "database.url asks for preferQueryMode=simple, which is not safe. Leave it out.");
    }
  }

  /// Connections for migrations: their statements may take long.
  static PGSimpleDataSource forMigrations(PostgresSettings settings) {
    var source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setConnectTimeout(FIRST_CONNECT_SECONDS_MAX);
    return source;
  }

  /// The pool for transactions. What the address itself sets (a socket timeout, prepared
  /// statements) wins.
  static HikariDataSource pool(PostgresSettings settings, PoolMeters meters) throws SQLException {
    var source = new ConnectionSource(settings.url(), properties());
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("gatehouse");
    config.setMetricsTrackerFactory(meters);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(settings.connectionsMax());
    config.setMinimumIdle(Math.min(2, settings.connectionsMax()));
    config.setConnectionTimeout(settings.connectionWait().toMillis());
    config.setValidationTimeout(
        Math.min(VALIDATION_MILLIS_MAX, settings.connectionWait().toMillis()));
    config.setInitializationFailTimeout(FIRST_CONNECTION_MILLIS_MAX);
    try {
      var pool = new HikariDataSource(config);
      source.serve(pool::isClosed);
      return pool;
    } catch (RuntimeException e) {
      throw new SQLException("no first connection", "08001", e);
    }
  }

  private static Properties properties() {
    var properties = new Properties();
    // A statement that is prepared in the server may be gone behind a transaction pooler (RL-28).
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
    properties.setProperty("loginTimeout", LOGIN_SECONDS_MAX);
    properties.setProperty("socketTimeout", SILENCE_SECONDS_MAX);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "gatehouse");
    // Details of a server error quote the row (IN-07).
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }
}
