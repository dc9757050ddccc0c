package dev.gatehouse.store.sql;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// Makes Jdbi's handles with our settings.
public final class Handles {
  private Handles() {}

  /// Handles that each take a connection from `pool`, and give it back when they are closed; an
  /// open transaction is then the pool's to roll back.
  public static Jdbi over(DataSource pool) {
    var jdbi = configured(Jdbi.create(pool));
    jdbi.getConfig(org.jdbi.v3.core.Handles.class).setForceEndTransactions(false);
    return jdbi;
  }

  /// The handle of a connection that lives as long as the store does; it keeps its prepared
  /// statements, so that a statement is compiled once.
  public static Handle of(Connection connection) {
    var jdbi = configured(Jdbi.create(connection));
    jdbi.setStatementBuilderFactory(_ -> new PreparedStatements());
    return jdbi.open();
  }

  /// Exceptions that do not quote the values of a statement (IN-07); parameters by position.
  private static Jdbi configured(Jdbi jdbi) {
    jdbi.getConfig(SqlStatements.class).setSqlParser(new PositionalSql());
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }
}
