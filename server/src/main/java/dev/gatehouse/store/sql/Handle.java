package dev.gatehouse.store.sql;

import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the statements of this package on one connection; their values are for its `?`, in order.
/// Not thread-safe, as the connection.
public final class Handle {
  private final Connection connection;
  private final boolean keeps;
  private final Map<String, PreparedStatement> idle = new HashMap<>();

  private Handle(Connection connection, boolean keeps) {
    this.connection = connection;
    this.keeps = keeps;
  }

  /// On a connection that is lent for one transaction.
  public static Handle of(Connection connection) {
    return new Handle(connection, false);
  }

  /// On a connection that lives as long as the store does: each statement is compiled once.
  /// Bounded, because every statement is one of the constants of this package.
  public static Handle keeping(Connection connection) {
    return new Handle(connection, true);
  }

  public Connection connection() {
    return connection;
  }

  /// Runs a statement that changes something.
  ///
  /// @return how many rows it has changed
  int execute(String sql, @Nullable Object... values) {
    return run(sql, values, PreparedStatement::executeUpdate);
  }

  /// A statement that finds something, and runs when it is said what becomes of its rows.
  Query select(String sql, @Nullable Object... values) {
    return new Query(this, sql, values);
  }

  static final class Query {
    private final Handle handle;
    private final String sql;
    private final @Nullable Object[] values;

    private Query(Handle handle, String sql, @Nullable Object[] values) {
      this.handle = handle;
      this.sql = sql;
      this.values = values;
    }

    <T> Rows<T> map(Mapper<T> mapper) {
      return handle.run(
          sql,
          values,
          statement -> {
            var all = new ArrayList<T>();
            try (var row = statement.executeQuery()) {
              while (row.next()) {
                all.add(mapper.map(row));
              }
            }
            return new Rows<>(all);
          });
    }
  }

  /// Makes a value of the row at which the result stands.
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /// All that a statement has found.
  record Rows<T>(List<T> list) {
    /// The only row.
    T one() {
      return findOne().orElseThrow();
    }

    /// The only row, if there is one.
    Optional<T> findOne() {
      if (list.size() > 1) {
        throw new IllegalStateException("one row at most was expected, not " + list.size());
      }
      return list.stream().findFirst();
    }
  }

  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, @Nullable Object[] values, Work<T> work) {
    try {
      var kept = idle.remove(sql);
      var statement = kept == null ? connection.prepareStatement(sql) : kept;
      try {
        bind(statement, values);
        var result = work.on(statement);
        giveBack(sql, statement);
        return result;
      } catch (SQLException | RuntimeException e) {
        discard(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new StatementException(sql, e);
    }
  }

  /// A driver may have ended what failed: it is not used again.
  private static void discard(PreparedStatement statement, Exception failure) {
    try {
      statement.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void giveBack(String sql, PreparedStatement statement) throws SQLException {
    statement.clearParameters();
    if (!keeps || idle.putIfAbsent(sql, statement) != null) {
      statement.close();
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean flag -> statement.setBoolean(i + 1, flag);
        case Object other -> throw new IllegalArgumentException("no value: " + other.getClass());
      }
    }
  }

  /// A statement failed. Says which, and never with what values (IN-07).
  private static final class StatementException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private StatementException(String sql, SQLException cause) {
      super(sql, cause);
    }
  }
}
