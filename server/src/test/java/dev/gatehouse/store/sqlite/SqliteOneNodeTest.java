package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.TwoNodesContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("RL-32, RL-70: the callers of one node on SQLite")
class SqliteOneNodeTest extends TwoNodesContract {
  @TempDir private Path directory;

  @Override
  protected List<Store> openNodes() {
    return List.of(SqliteStore.open(directory.resolve("gatehouse.db"), () -> Rows.NOW));
  }
}
