package dev.gatehouse.store.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How to use a PostgreSQL database.
///
/// @param url JDBC URL, with the credentials; never to be logged
/// @param connectionsMax size of the connection pool
/// @param connectionWait how long a transaction waits for a connection (RL-25)
/// @param statementTimeout after which the database gives a statement up (RL-24)
/// @param byPool clause of every table of a pool: empty, or for instance `PARTITION BY HASH
///   (pool_id)`
/// @param migrations where Flyway finds its files
record PostgresSettings(
    String url,
    int connectionsMax,
    Duration connectionWait,
    Duration statementTimeout,
    String byPool,
    List<String> migrations) {
  PostgresSettings {
    migrations = List.copyOf(migrations);
  }

  static PostgresSettings of(String url) {
    return new PostgresSettings(
        url,
        8,
        Duration.ofMillis(500),
        Duration.ofSeconds(3),
        "",
        List.of("classpath:db/migration"));
  }

  PostgresSettings withConnections(int max, Duration wait) {
    return new PostgresSettings(url, max, wait, statementTimeout, byPool, migrations);
  }

  PostgresSettings withStatementTimeout(Duration timeout) {
    return new PostgresSettings(url, connectionsMax, connectionWait, timeout, byPool, migrations);
  }

  /// Text compares byte by byte, as in SQLite, whatever the locale of the database.
  Map<String, String> placeholders() {
    return Map.of(
        "text", "text COLLATE \"C\"",
        "bool", "boolean",
        "sequence", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "by_pool", byPool,
        "keyed_by_pool", byPool);
  }
}
