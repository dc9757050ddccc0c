package dev.gatehouse.store.sql;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.AuditEvents.Chain;
import dev.gatehouse.store.AuditEvents.Filter;
import dev.gatehouse.store.AuditEvents.Link;
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

/// How events are looked up: in the order of time or of the chain by an index that is in it, so
/// that a page of a million events costs what a page of a hundred costs.
class AuditPlansTest {
  @TempDir private Path directory;

  private static void use(WriteTx tx) {
    var row = new AuditEvents.Row("a", "p", "{}", "mac", Optional.empty());
    tx.auditEvents().insert(row);
    assertThat(tx.auditEvents().list(new Filter(Optional.empty(), "", "g"), 10)).hasSize(1);
    assertThat(tx.auditEvents().list(new Filter(Optional.of("p"), "", "g"), 10)).hasSize(1);
    assertThat(tx.auditEvents().listUnlinked("", 10)).hasSize(1);
    tx.auditEvents().lockChain();
    tx.auditEvents().link(row, new Link(1, "l"));
    assertThat(tx.auditEvents().listLinked(0, 10)).hasSize(1);
    tx.auditEvents().putChain(Chain.EMPTY);
    tx.auditEvents().deleteLinked(1);
  }

  private static Set<String> statements(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    var statements = new LinkedHashSet<String>();
    var handle = Handle.of(RecordingConnection.of(connection, statements));
    use(new SqlTx(handle, Dialect.SQLITE, () -> NOW));
    connection.rollback();
    statements.removeIf(sql -> sql.startsWith("INSERT"));
    return statements;
  }

  @Test
  void each_statement_uses_an_index_and_sorts_nothing() throws SQLException {
    var file = directory.resolve("gatehouse.db");
    SqliteStore.open(file, () -> NOW).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      var statements = statements(connection);
      assertThat(statements).hasSize(8);
      for (var sql : statements) {
        assertThat(plan(connection, sql))
            .as(sql)
            .isNotEmpty()
            .noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
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
