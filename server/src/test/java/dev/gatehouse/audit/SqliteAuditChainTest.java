package dev.gatehouse.audit;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditChainTest extends AuditChainContract {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("gatehouse.db");
  }

  @Override
  Store openEmpty() {
    return SqliteStore.open(file(), () -> Rows.NOW);
  }

  @Override
  void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(sql);
    }
  }
}
