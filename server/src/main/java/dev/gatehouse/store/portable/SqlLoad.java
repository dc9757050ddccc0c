package dev.gatehouse.store.portable;

import dev.gatehouse.store.sql.SqlFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/// Fills an empty database in one transaction: everything or nothing.
public final class SqlLoad implements AutoCloseable {
  private static final int BATCH = 500;

  /// Temporary access keys are the sessions of this product: each has an end.
  private static final String DELETE_SESSIONS =
      "DELETE FROM access_key WHERE expires_at IS NOT NULL";

  private final Connection connection;
  private final List<String> afterCommit;
  private final SqlSnapshot inside;

  private SqlLoad(Connection connection, SqlSnapshot inside, List<String> afterCommit) {
    this.connection = connection;
    this.inside = inside;
    this.afterCommit = List.copyOf(afterCommit);
  }

  /// Takes over a connection to a database with the schema and without rows, and closes it at the
  /// end.
  ///
  /// @param listTables a query for the names of all tables
  /// @param afterCommit statements outside of a transaction, after which the rows are durable
  public static SqlLoad over(Connection connection, String listTables, List<String> afterCommit)
      throws SQLException {
    return new SqlLoad(connection, SqlSnapshot.over(connection, listTables), afterCommit);
  }

  /// What is in the database so far, as this transaction sees it.
  public RowSource inside() {
    return inside;
  }

  /// Copies a table.
  ///
  /// @return what `source` has handed out
  Tally fill(TableShape table, RowSource source) {
    try (var insert = connection.prepareStatement(table.insert())) {
      var batch = new Batch(insert, table);
      var tally = source.read(table, batch);
      batch.send();
      return tally;
    } catch (SQLException e) {
      throw cannotFill(table, e);
    }
  }

  /// Rows on their way to the database.
  private static final class Batch implements Consumer<byte[]> {
    private final PreparedStatement insert;
    private final TableShape table;
    private int size;

    Batch(PreparedStatement insert, TableShape table) {
      this.insert = insert;
      this.table = table;
    }

    @Override
    public void accept(byte[] row) {
      try {
        PortableRow.bind(row, insert, table.columns());
        insert.addBatch();
        if (++size == BATCH) {
          send();
        }
      } catch (SQLException e) {
        throw cannotFill(table, e);
      }
    }

    void send() throws SQLException {
      if (size > 0) {
        insert.executeBatch();
        size = 0;
      }
    }
  }

  /// Removes what must not come to life again with an old state (KS-09).
  ///
  /// @return how many temporary access keys there were
  public int deleteSessions() {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(DELETE_SESSIONS);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the temporary access keys cannot be removed", e);
    }
  }

  /// Makes it durable. Without it nothing is left in the database.
  public void commit() {
    try {
      connection.commit();
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        for (var sql : afterCommit) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the copy cannot be committed", e);
    }
  }

  private static RuntimeException cannotFill(TableShape table, SQLException e) {
    return SqlFault.unavailable("the table " + table.name() + " cannot be filled", e);
  }

  @Override
  public void close() {
    inside.close();
  }
}
