package dev.gatehouse.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps the prepared statements of one connection. Bounded, because every statement is one of the
/// constants of this package. Not thread-safe, as the connection.
final class PreparedStatements extends DefaultStatementBuilder {
  private final Map<String, PreparedStatement> idle = new HashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    var kept = idle.remove(sql);
    return kept == null ? connection.prepareStatement(sql) : kept;
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared && !idle.containsKey(sql)) {
      prepared.clearParameters();
      idle.put(sql, prepared);
    } else {
      statement.close();
    }
  }

  @Override
  public void close(Connection connection) {
    // Closing a connection ends its statements.
    idle.clear();
  }
}
