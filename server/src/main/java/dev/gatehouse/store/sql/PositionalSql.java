package dev.gatehouse.store.sql;

import org.jdbi.v3.core.statement.ParsedParameters;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads SQL whose parameters are `?` only, as all of ours is: it counts them. Jdbi's own parser
/// also knows names, and brings a parser generator's run time whose tables cost a tenth of the
/// server's start.
final class PositionalSql implements SqlParser {
  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    int count = 0;
    var isText = false;
    for (int i = 0; i < sql.length(); i++) {
      switch (sql.charAt(i)) {
        case '\'' -> isText = !isText;
        case '?' -> count += isText ? 0 : 1;
        default -> {}
      }
    }
    return ParsedSql.of(sql, ParsedParameters.positional(count));
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    throw new UnsupportedOperationException("named parameter " + name);
  }
}
