package dev.gatehouse.store.sql;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How messages are looked up: the inbox by an index that begins with the pool, the outbox, which
/// every node asks for once a second, by the one index that does not; nothing looks through all.
class MessagePlansTest {
  @TempDir private Path directory;

  private static void use(WriteTx tx) {
    var toJane = new Messages.Filter(POOL, Optional.of("jane@example.com"));
    var all = new Messages.Filter(POOL, Optional.empty());
    tx.userPools().insert(Rows.pool(POOL));
    var row = Rows.message(POOL, 1, "jane@example.com", Messages.State.PENDING, NOW);
    tx.messages().insert(row);
    for (var filter : List.of(toJane, all)) {
      assertThat(tx.messages().list(filter, Optional.of("f"), 10)).hasSize(1);
    }
    assertThat(tx.messages().listDue(DeliveryMedium.EMAIL, NOW, 10)).hasSize(1);
    tx.messages().take(row, NOW.plusSeconds(60));
    tx.messages().settle(row, 1, Messages.State.SENT, NOW, Optional.empty());
    tx.messages().giveUp(DeliveryMedium.EMAIL, NOW, NOW, "late", 10);
    tx.messages().deleteDue(NOW, 10);
    tx.messages().clear(toJane, 10);
    tx.messages().clear(all, 10);
    tx.messages().withdraw(row);
  }

  private static Set<String> statements(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    var statements = new LinkedHashSet<String>();
    var handle = Handle.of(RecordingConnection.of(connection, statements));
    use(new SqlTx(handle, Dialect.SQLITE, () -> NOW));
    connection.rollback();
    statements.removeIf(sql -> sql.startsWith("INSERT") || sql.contains("user_pool WHERE"));
    return statements;
  }

  @Test
  void each_statement_uses_an_index() throws SQLException {
    var file = directory.resolve("gatehouse.db");
    SqliteStore.open(file, () -> NOW).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      var statements = statements(connection);
      assertThat(statements).hasSize(12);
      for (var sql : statements) {
        var plan = plan(connection, sql);
        assertThat(plan).as(sql).isNotEmpty().noneMatch(step -> step.contains("SCAN"));
        assertThat(plan)
            .as(sql)
            .anyMatch(step ->
                step.contains("(pool_id=?")
                    || step.contains("INDEX message_due (state=? AND medium=? AND due_at<?)"));
        if (sql.contains("ORDER BY message_id")) {
          assertThat(plan).as(sql).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
      }
    }
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    var steps = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        steps.add(rows.getString(4));
      }
    }
    return steps;
  }
}
