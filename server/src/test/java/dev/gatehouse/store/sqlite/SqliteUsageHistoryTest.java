package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UsageHistoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteUsageHistoryTest extends UsageHistoryContract {
  @TempDir Path directory;

  @Override
  protected Store openEmpty() {
    return SqliteStore.open(directory.resolve("gatehouse.db"), () -> Rows.NOW);
  }
}
