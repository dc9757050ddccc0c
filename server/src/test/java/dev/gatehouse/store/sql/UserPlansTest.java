package dev.gatehouse.store.sql;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.UserPages;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the databases look things up: every statement of the user directory and of sign-in is
/// recorded as it runs, and each plan must use an index. A page must also come out of it in order,
/// or it would cost what sorting everything before it costs.
class UserPlansTest {
  /// At most five identities are sorted.
  private static final Pattern SORTS_A_FEW =
      Pattern.compile("FROM user_identity WHERE pool_id = . AND sub = ");

  /// At most ten thousand groups are counted when one is made, and looked at by the clean-up.
  private static final Pattern COUNTS_THE_POOL =
      Pattern.compile("COUNT.*user_group|FROM user_group WHERE pool_id = . AND version = 0");

  @TempDir private Path directory;

  /// Everything that can be asked and written.
  private static void use(WriteTx tx) {
    tx.userPools().insert(Rows.pool(POOL));
    var jane = Rows.user(POOL, sub(1), "jane");
    tx.users().insert(jane, Set.of(Rows.username("jane"), Rows.email("j@x.org")));
    tx.users().insert(Rows.user(POOL, sub(2), "john"), Rows.password(), Set.of());
    tx.users().lock(POOL, sub(1));
    tx.users().find(POOL, sub(1));
    tx.users().findByName(POOL, "jane");
    tx.users().findCredentials(POOL, sub(1));
    tx.users().findCredentialsByName(POOL, "jane");
    tx.users().update(jane.withAttributes(Map.of("name", "Jane")).next(NOW), Rows.password());
    tx.loginNames().take(POOL, sub(2), Rows.email("john@x.org"));
    tx.loginNames().takeOver(POOL, sub(2), Rows.email("j@x.org"));
    tx.loginNames().findOwner(POOL, Rows.username("jane"));
    tx.loginNames().list(POOL, sub(2));
    tx.loginNames().release(POOL, sub(2), Rows.email("j@x.org"));
    useGroups(tx);
    usePages(tx.userPages());
    SignInStatements.use(tx, sub(1));
    tx.users().delete(POOL, sub(1));
  }

  private static void useGroups(WriteTx tx) {
    tx.groups().insert(Rows.group(POOL, "a"));
    tx.groups().find(POOL, "a");
    tx.groups().list(POOL, Optional.of("0"), 60);
    tx.groupMembers().add(POOL, "a", sub(1));
    tx.groupMembers().listGroups(POOL, sub(1), Optional.of("0"), 60);
    tx.groupMembers().remove(POOL, "a", sub(1));
    tx.userIdentities().insert(Rows.identity(POOL, sub(1), "108"));
    tx.userIdentities().delete(POOL, Rows.identity(POOL, sub(1), "108").identity());
    tx.groups().remove(POOL, "a");
    tx.groups().purge(POOL, 60);
  }

  private static void usePages(UserPages pages) {
    var after = Optional.of(sub(0));
    var name = SearchAttribute.NAME;
    var position = Optional.of(new UserPages.Position("jane", sub(0)));
    assertThat(pages.estimate(POOL, 3)).isEqualTo(2);
    assertThat(pages.list(POOL, after, 60)).hasSize(2);
    assertThat(pages.listBySub(POOL, "00", after, 60)).hasSize(2);
    assertThat(pages.listByStatus(POOL, UserStatus.UNCONFIRMED, after, 60)).hasSize(2);
    assertThat(pages.listByEnabled(POOL, true, after, 60)).hasSize(2);
    assertThat(pages.listByGroup(POOL, "a", after, 60)).isEmpty();
    assertThat(pages.listByValue(POOL, name, "jane", after, 60)).hasSize(1);
    assertThat(pages.listByPrefix(POOL, name, "ja", position, 60)).hasSize(1);
  }

  /// The statements that [#use] runs, as the database gets them. Nothing stays.
  private static Set<String> statements(Connection connection, Dialect dialect)
      throws SQLException {
    connection.setAutoCommit(false);
    var statements = new LinkedHashSet<String>();
    var handle = Handle.of(RecordingConnection.of(connection, statements));
    use(new SqlTx(handle, dialect, () -> NOW));
    connection.rollback();
    statements.removeIf(sql -> sql.startsWith("INSERT") || sql.contains("user_pool"));
    assertThat(statements).hasSizeGreaterThan(45);
    return statements;
  }

  @Test
  void each_statement_uses_an_index_in_sqlite() throws SQLException {
    var file = directory.resolve("gatehouse.db");
    SqliteStore.open(file, () -> NOW).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (var sql : statements(connection, Dialect.SQLITE)) {
        var plan = answers(connection, "EXPLAIN QUERY PLAN " + sql, 4);
        assertThat(plan).as(sql).isNotEmpty().noneMatch(step -> step.contains("SCAN"));
        var key = COUNTS_THE_POOL.matcher(sql).find() ? "(pool_id=?" : "(pool_id=? AND ";
        assertThat(plan).as(sql).anyMatch(step -> step.contains(key));
        if (!SORTS_A_FEW.matcher(sql).find()) {
          assertThat(plan).as(sql).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
        if (sql.endsWith("LIMIT ?")) {
          // The index is asked for every value: a page reads no row that is not on it.
          assertThat(values(plan.getFirst())).as("%s: %s", sql, plan).isEqualTo(values(sql) - 1);
        }
      }
    }
  }

  /// With ten thousand users in the pool; whatever an index can do, it must not be sorted.
  @Test
  void each_statement_uses_an_index_in_postgresql() throws SQLException {
    var url = TestDatabases.migratedUrl();
    PostgresStore.open(url, () -> NOW).close();
    Set<String> statements;
    try (var connection = DriverManager.getConnection(url)) {
      statements = statements(connection, Dialect.POSTGRES);
      fill(connection);
    }
    // Simple: the driver must not ask for the values of what it takes for parameters.
    try (var connection = DriverManager.getConnection(url + "&preferQueryMode=simple")) {
      execute(connection, "SET enable_seqscan = off");
      execute(connection, "SET enable_bitmapscan = off");
      execute(connection, "SET enable_sort = off");
      for (var sql : statements) {
        var plan = answers(connection, "EXPLAIN (GENERIC_PLAN) " + numbered(sql), 1);
        var key = COUNTS_THE_POOL.matcher(sql).find() ? "Cond: (" : "Cond: ((";
        assertThat(plan).as(sql).anyMatch(step -> step.contains("Index " + key + "pool_id = "));
        assertThat(plan).as(sql).noneMatch(step -> step.contains("Seq Scan"));
        if (!SORTS_A_FEW.matcher(sql).find()) {
          assertThat(plan).as(sql).noneMatch(step -> step.contains("Sort"));
        }
        if (sql.endsWith("LIMIT ?")) {
          // A page reads no row that is not on it, but for groups that are being removed.
          assertThat(plan)
              .as(sql)
              .noneMatch(step -> step.contains("Filter") && !step.contains("(version > 0)"));
        }
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    var pool = POOL.value();
    execute(
        connection,
        "INSERT INTO user_pool VALUES ('%s', 'us-east-1', 'myblog', '{}', 1, 0, 0)"
            .formatted(pool));
    execute(
        connection,
        """
        INSERT INTO pool_user (pool_id, sub, username, status, enabled, attributes, version,
          created_at, last_modified_at)
        SELECT '%s', md5(n::text)::uuid::text, 'user' || n,
          CASE mod(n, 3) WHEN 0 THEN 'CONFIRMED' ELSE 'UNCONFIRMED' END, mod(n, 2) = 0, '{}', 1, 0, 0
        FROM generate_series(1, 10000) n
        """
            .formatted(pool));
    execute(
        connection,
        "INSERT INTO login_name SELECT pool_id, username, 'username', sub FROM pool_user");
    execute(
        connection,
        "INSERT INTO user_password SELECT pool_id, sub, 'a', 'b', 'c', 0, true FROM pool_user");
    execute(
        connection, "INSERT INTO user_search SELECT pool_id, 'name', username, sub FROM pool_user");
    execute(
        connection,
        "INSERT INTO user_group SELECT pool_id, username, '{}', 1, 0, 0 FROM pool_user");
    execute(connection, "INSERT INTO group_member SELECT pool_id, 'user1', sub FROM pool_user");
    execute(
        connection,
        "INSERT INTO user_identity SELECT pool_id, 'Google', username, sub, 'x', 0 FROM pool_user");
    for (var statement : SignInStatements.FILL) {
      execute(connection, statement);
    }
    execute(connection, "ANALYZE");
    connection.commit();
  }

  private static long values(String text) {
    return text.chars().filter(c -> c == '?').count();
  }

  /// `?` as PostgreSQL itself writes it.
  private static String numbered(String sql) {
    var count = new int[1];
    return Pattern.compile("\\?").matcher(sql).replaceAll(_ -> "\\$" + ++count[0]);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> answers(Connection connection, String sql, int column)
      throws SQLException {
    var answers = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        answers.add(rows.getString(column));
      }
    }
    return answers;
  }
}
