package dev.gatehouse.store.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sqlite.SqliteCopies;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a copy does not accept: rows that do not arrive as they were sent, tables that it could not
/// carry.
class TransferTest {
  @TempDir private Path temp;
  private Path file = Path.of("");

  @BeforeEach
  void fill() {
    file = temp.resolve("a.db");
    try (var store = SqliteStore.open(file, () -> Rows.NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(Rows.POOL));
        tx.appClients().insert(Rows.client(Rows.POOL, Rows.CLIENT));
        tx.accessKeys().insert(Rows.accessKey("AKIAAAAAAAAAAAAAAAAA"));
        return true;
      });
    }
  }

  /// A source that hands out other rows of one table than it says.
  private record Lossy(RowSource real, String table) implements RowSource {
    @Override
    public int schemaVersion() {
      return real.schemaVersion();
    }

    @Override
    public List<TableShape> tables() {
      return real.tables();
    }

    @Override
    public Tally read(TableShape shape, Consumer<byte[]> sink) {
      return real.read(shape, shape.name().equals(table) ? _ -> {} : sink);
    }
  }

  @Test
  void rl_66_a_row_that_does_not_arrive_fails_the_copy_and_nothing_is_left() {
    var other = temp.resolve("b.db");
    try (var snapshot = SqliteCopies.snapshot(file);
        var load = SqliteCopies.load(other, snapshot.schemaVersion())) {
      assertThatThrownBy(() -> Transfer.copy(new Lossy(snapshot, "access_key"), load))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("have arrived");
    }
    try (var left = SqliteCopies.snapshot(other)) {
      assertThat(Transfer.tallies(left).values()).extracting(Tally::rows).containsOnly(0L);
    }
  }

  @Test
  void rl_66_equal_data_has_equal_hashes_and_other_data_others() throws SQLException {
    var before = tallies();
    assertThat(before).containsKeys("access_key", "user_pool");
    assertThat(before)
        .hasEntrySatisfying("app_client", tally -> assertThat(tally.rows()).isEqualTo(1));

    execute("UPDATE access_key SET enabled = 0");

    var after = tallies();
    assertThat(after.get("access_key")).isNotEqualTo(before.get("access_key"));
    after.put("access_key", before.getOrDefault("access_key", new Tally(0, "")));
    assertThat(after).isEqualTo(before);
  }

  private java.util.SequencedMap<String, Tally> tallies() {
    try (var snapshot = SqliteCopies.snapshot(file)) {
      return Transfer.tallies(snapshot);
    }
  }

  @Test
  void parents_come_before_their_children() {
    try (var snapshot = SqliteCopies.snapshot(file)) {
      assertThat(snapshot.tables())
          .extracting(TableShape::name)
          .containsSubsequence("user_pool", "app_client", "client_secret")
          .doesNotContain("change", "flyway_schema_history");
    }
  }

  @Test
  void a_type_that_the_engines_do_not_share_is_refused_when_the_table_is_made()
      throws SQLException {
    execute("CREATE TABLE logo (pool_id TEXT NOT NULL PRIMARY KEY, image BLOB)");
    assertThatThrownBy(() -> SqliteCopies.snapshot(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a backup cannot hold the type BLOB");
  }

  @Test
  void tables_that_refer_to_each_other_in_a_ring_are_refused() throws SQLException {
    execute("CREATE TABLE hen (id TEXT NOT NULL PRIMARY KEY, egg TEXT REFERENCES egg (id))");
    execute("CREATE TABLE egg (id TEXT NOT NULL PRIMARY KEY, hen TEXT REFERENCES hen (id))");
    assertThatThrownBy(() -> SqliteCopies.snapshot(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tables refer to each other in a ring");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
