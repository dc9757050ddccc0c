package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.SchemaOne;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.MigrationException;
import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.NewerSchemaException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Opening a database that is empty, current, newer, or somebody else's; and how it is divided.
class PostgresMigrationTest {
  @Test
  void rl_41_several_nodes_that_start_at_once_migrate_once() throws Exception {
    var settings = TestDatabases.empty();
    Callable<Long> node =
        () -> {
          try (var store = PostgresStore.open(settings, () -> NOW, CommitProbe.NONE)) {
            return store.<Long>read(tx -> tx.changes().lastSequence());
          }
        };
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var started : nodes.invokeAll(List.of(node, node, node))) {
        assertThat(started.get()).isZero();
      }
    }
    assertThat(
            query(
                settings,
                "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY 1"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void a_current_database_is_opened_without_looking_at_migrations() throws Exception {
    var settings = TestDatabases.migrated();
    var migrations =
        new Migrations(
            PostgresConnections.forMigrations(settings),
            settings.placeholders(),
            List.of("classpath:db/no-such-folder"));

    assertThat(migrations.run()).isFalse();
  }

  @Test
  void rl_42_a_database_of_a_newer_program_is_refused_with_both_versions_named() throws Exception {
    var settings = TestDatabases.migrated();
    execute(
        settings,
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '8', 'later', type, 'V8__later.sql', 1, '', installed_on, 1, true
        FROM flyway_schema_history LIMIT 1
        """);

    assertThatThrownBy(() -> PostgresStore.open(settings, () -> NOW, CommitProbe.NONE))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageStartingWith("The database has schema version 8; this program knows version 7.");
  }

  @Test
  void rl_31_a_database_that_holds_something_else_is_refused() throws Exception {
    var settings = TestDatabases.empty();
    execute(settings, "CREATE TABLE recipes (name text)");

    assertThatThrownBy(() -> PostgresStore.open(settings, () -> NOW, CommitProbe.NONE))
        .isInstanceOf(MigrationException.class)
        .hasMessage("The database cannot be migrated: it holds something else. Name an empty one.");
    assertThat(query(settings, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("recipes");
  }

  @Test
  void rl_44_a_database_of_schema_1_opens_with_everything_in_it() throws Exception {
    var settings = TestDatabases.empty();
    execute(settings, SchemaOne.fixture("postgres"));

    try (var store = PostgresStore.open(settings, () -> NOW, CommitProbe.NONE)) {
      assertThat(store.<List<Object>>read(SchemaOne::everything)).isEqualTo(SchemaOne.EXPECTED);
      assertThat(store.<Boolean>write(SchemaOne::takesUsers)).isTrue();
    }
  }

  /// Without this the contract on divided tables would prove nothing.
  @Test
  void every_table_of_a_pool_is_divided_and_no_other() throws Exception {
    var divided = "SELECT partrelid::regclass::text FROM pg_partitioned_table ORDER BY 1";

    assertThat(query(TestDatabases.dividedByPool(), divided))
        .containsExactly(
            "app_client",
            "attempt",
            "audit_event",
            "client_secret",
            "client_use",
            "domain",
            "group_member",
            "login_name",
            "message",
            "password_history",
            "pool_user",
            "refresh_family",
            "resource_server",
            "sign_out",
            "signing_key",
            "spent_session",
            "usage_slot",
            "user_code",
            "user_group",
            "user_identity",
            "user_password",
            "user_pool",
            "user_search");
    assertThat(query(TestDatabases.migrated(), divided)).isEmpty();
  }

  /// A table that has a pool's id is divided, or one of the directories that lead to the pool; and
  /// only the change feed counts.
  @Test
  void tables_are_keyed_by_pool_and_without_sequences() throws Exception {
    var settings = TestDatabases.dividedByPool();

    assertThat(
            query(
                settings,
                """
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE a.attname = 'pool_id' AND c.relkind = 'r' AND NOT c.relispartition
                ORDER BY 1
                """))
        .containsExactly("change", "client_directory", "domain_directory");
    assertThat(query(settings, "SELECT relname FROM pg_class WHERE relkind = 'S'"))
        .containsExactly("change_sequence_seq");
  }

  private static void execute(PostgresSettings settings, String sql) throws SQLException {
    try (var connection = PostgresConnections.forMigrations(settings).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(PostgresSettings settings, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = PostgresConnections.forMigrations(settings).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
