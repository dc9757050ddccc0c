package dev.gatehouse.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandleTest {
  private static final String INSERT = "INSERT INTO thing VALUES (?, ?, ?, ?)";
  private static final String LIST = "SELECT name FROM thing ORDER BY name";

  private final List<String> compiled = new ArrayList<>();
  private Connection connection;
  private Handle handle;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    handle = Handle.keeping(RecordingConnection.of(connection, compiled));
    handle.execute("CREATE TABLE thing (name TEXT PRIMARY KEY, size INT, many BIGINT, flag BOOL)");
    compiled.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<String> names() {
    return handle.select(LIST).map(row -> row.getString(1)).list();
  }

  @Test
  void values_go_where_the_question_marks_are() {
    assertThat(handle.execute(INSERT, "a", 1, 5_000_000_000L, true)).isEqualTo(1);
    assertThat(handle.execute(INSERT, "b", null, 2L, false)).isEqualTo(1);

    var rows =
        handle
            .select("SELECT * FROM thing WHERE many > ? ORDER BY name", 1)
            .map(row -> row.getString(1) + row.getObject(2) + row.getLong(3) + row.getBoolean(4))
            .list();

    assertThat(rows).containsExactly("a15000000000true", "bnull2false");
  }

  @Test
  void a_connection_that_is_kept_compiles_a_statement_once() {
    handle.execute(INSERT, "a", 1, 1L, true);
    handle.execute(INSERT, "b", 1, 1L, true);
    assertThat(names()).isEqualTo(names()).containsExactly("a", "b");
    assertThat(compiled).containsExactly(INSERT, LIST);
  }

  @Test
  void a_statement_can_be_used_again_after_it_failed() {
    handle.execute(INSERT, "a", 1, 1L, true);
    assertThatThrownBy(() -> handle.execute(INSERT, "a", 1, 1L, true))
        .hasCauseInstanceOf(SQLException.class);
    handle.execute(INSERT, "b", 1, 1L, true);
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void in_07_a_failure_names_the_statement_and_not_its_values() {
    handle.execute(INSERT, "secret-value", 1, 1L, true);
    assertThatThrownBy(() -> handle.execute(INSERT, "secret-value", 1, 1L, true))
        .hasMessage(INSERT)
        .hasMessageNotContaining("secret-value");
  }

  @Test
  void one_row_is_one_row() {
    handle.execute(INSERT, "a", 1, 1L, true);
    assertThat(handle.select(LIST).map(row -> row.getString(1)).one()).isEqualTo("a");
    handle.execute(INSERT, "b", 1, 1L, true);
    var two = handle.select(LIST).map(row -> row.getString(1));
    assertThatThrownBy(two::findOne).isInstanceOf(IllegalStateException.class);
    assertThat(handle.select(LIST + " LIMIT 0").map(row -> row.getString(1)).findOne()).isEmpty();
  }

  @Test
  void a_value_of_another_kind_is_a_mistake() {
    assertThatThrownBy(() -> handle.execute(INSERT, "a", 1.5, 1L, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(names()).isEmpty();
  }
}
