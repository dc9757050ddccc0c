package dev.gatehouse.store.portable;

import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.SqlFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a database holds, as one transaction sees it; others go on writing. Rows are read as they
/// are asked for: a table need not fit into memory.
public final class SqlSnapshot implements RowSource, AutoCloseable {
  private static final int ROWS_FETCHED = 200;
  private static final String FACT = "SELECT value FROM installation WHERE name = ?";

  private final Connection connection;
  private final int schemaVersion;
  private final List<TableShape> tables;

  /// Takes over a connection whose transaction stays on one snapshot, and closes it at the end.
  ///
  /// @param listTables a query for the names of all tables
  /// @throws dev.gatehouse.store.sql.NewerSchemaException when a newer program has migrated it
  public static SqlSnapshot over(Connection connection, String listTables) throws SQLException {
    try {
      return new SqlSnapshot(connection, listTables);
    } catch (SQLException | RuntimeException unfit) {
      connection.close();
      throw unfit;
    }
  }

  private SqlSnapshot(Connection connection, String listTables) throws SQLException {
    this.connection = connection;
    schemaVersion = Migrations.knownVersion(connection);
    tables = List.copyOf(Schema.tables(connection, listTables));
  }

  /// 0 where nothing has been made yet.
  @Override
  public int schemaVersion() {
    return schemaVersion;
  }

  @Override
  public List<TableShape> tables() {
    return tables;
  }

  @Override
  public Tally read(TableShape table, Consumer<byte[]> sink) {
    var counter = new Tally.Counter();
    try (var statement =
        connection.prepareStatement(
            table.select(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(ROWS_FETCHED);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var row = PortableRow.read(rows, table.columns());
          counter.add(row);
          sink.accept(row);
        }
      }
      return counter.tally();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the table " + table.name() + " cannot be read", e);
    }
  }

  /// A fact of table `installation`.
  public Optional<String> fact(String name) {
    try (var statement = connection.prepareStatement(FACT)) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw SqlFault.unavailable("the table installation cannot be read", e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be closed", e);
    }
  }
}
