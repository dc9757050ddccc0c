package dev.gatehouse.audit;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import java.sql.DriverManager;
import java.sql.SQLException;

class PostgresAuditChainTest extends AuditChainContract {
  private final String url = TestDatabases.migratedUrl();

  @Override
  Store openEmpty() {
    return PostgresStore.open(url, () -> Rows.NOW);
  }

  @Override
  void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
