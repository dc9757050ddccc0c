package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.HIDDEN;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the database has to write when somebody asks for a code: as much for nobody as for a user,
/// or the time of the answer would tell who there is (EN-06). What a client sees of it,
/// `./gatehouse bench --only tell` measures.
class HiddenUsersWorkTest {
  @TempDir Path folder;

  @Test
  void en_06_a_code_of_nobody_is_as_much_to_write_as_a_users() throws SQLException {
    try (var site = SelfSite.open(folder, EMAIL, HIDDEN);
        var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("gatehouse.db"))) {
      site.confirmed("jane");
      site.signUpByMail("anna");
      site.confirmed("john");
      site.admin("AdminDisableUser", name("john"));
      watch(database);
      for (int i = 0; i < 2; i++) {
        site.forgot("jane");
        var reset = written(database);
        assertThat(reset).contains("count", "message");
        site.forgot("nobody");
        assertThat(written(database)).isEqualTo(reset);
        site.forgot("john");
        assertThat(written(database)).as("disabled").isEqualTo(reset);

        var wrong = notThe(site.code());
        site.reset("jane", wrong, OTHER_PASSWORD);
        var guess = written(database);
        assertThat(guess).isNotEmpty();
        site.reset("nobody", wrong, OTHER_PASSWORD);
        assertThat(written(database)).as("a guess").isEqualTo(guess);

        site.resend("anna");
        var again = written(database);
        assertThat(again).contains("count", "message");
        site.resend("nobody");
        assertThat(written(database)).isEqualTo(again);
      }
    }
  }

  /// Codes that are never sent are kept among the counts: a row of either is the same here.
  private static void watch(Connection database) throws SQLException {
    execute(database, "CREATE TABLE written (what TEXT NOT NULL)");
    for (var table : List.of("attempt", "user_code", "message")) {
      for (var event : List.of("INSERT", "UPDATE")) {
        execute(
            database,
            "CREATE TRIGGER watch_%s_%s AFTER %s ON %s BEGIN INSERT INTO written VALUES ('%s'); END"
                .formatted(
                    table, event, event, table, table.equals("message") ? "message" : "count"));
      }
    }
  }

  /// What was written since the last time, in alphabetical order.
  private static List<String> written(Connection database) throws SQLException {
    var written = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("SELECT what FROM written ORDER BY what")) {
      while (rows.next()) {
        written.add(rows.getString(1));
      }
    }
    execute(database, "DELETE FROM written");
    return written;
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
