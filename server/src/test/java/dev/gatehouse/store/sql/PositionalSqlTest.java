package dev.gatehouse.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Test;

class PositionalSqlTest {
  private static Object row(String sql, Object... values) {
    var jdbi = Jdbi.create("jdbc:sqlite::memory:");
    jdbi.getConfig(SqlStatements.class).setSqlParser(new PositionalSql());
    return jdbi.withHandle(
        handle -> handle.select(sql, values).map((row, _) -> row.getObject("it")).one());
  }

  @Test
  void values_go_where_the_question_marks_are() {
    assertThat(row("SELECT ? || ? AS it", "a", "b")).isEqualTo("ab");
    assertThat(row("SELECT 7 AS it")).isEqualTo(7);
  }

  @Test
  void a_question_mark_in_a_text_is_no_parameter() {
    assertThat(row("SELECT 'it''s ?' || ? AS it", "a")).isEqualTo("it's ?a");
  }
}
