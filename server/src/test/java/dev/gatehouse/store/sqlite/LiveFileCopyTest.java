package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.portable.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RL-67: why the operations guide forbids copying the file of a running server.
class LiveFileCopyTest {
  private static final Path GUIDE = Path.of("../docs/operations.md");

  @TempDir private Path directory;

  @Test
  void rl_67_a_copy_of_the_file_of_a_running_server_lacks_what_was_acknowledged() throws Exception {
    var file = directory.resolve("gatehouse.db");
    var copy = directory.resolve("copy.db");
    try (var store = SqliteStore.open(file, () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      Files.copy(file, copy);
      assertThat(pools(copy)).as("the file alone").isZero();
      try (var snapshot = SqliteCopies.snapshot(file)) {
        assertThat(Objects.requireNonNull(Transfer.tallies(snapshot).get("user_pool")).rows())
            .as("as a backup reads it")
            .isEqualTo(1);
      }
      assertThat(isThere(store)).isTrue();
    }
    assertThat(Files.readString(GUIDE)).contains("Do not copy the file of a running server");
  }

  private static long pools(Path file) throws Exception {
    try (var connection = new SqliteConnections(file).openReader();
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'user_pool'")) {
      if (tables.getInt(1) == 0) {
        return 0;
      }
      try (var rows = statement.executeQuery("SELECT count(*) FROM user_pool")) {
        return rows.getLong(1);
      }
    }
  }

  private static boolean isThere(Store store) {
    return store.read(tx -> tx.userPools().find(POOL).isPresent());
  }
}
