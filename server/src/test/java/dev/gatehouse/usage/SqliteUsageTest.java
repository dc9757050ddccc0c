package dev.gatehouse.usage;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.NoStore;
import dev.gatehouse.testing.PassingStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A folder has one node: the other one is a second counter in its process.
class SqliteUsageTest extends UsageContract {
  @TempDir Path directory;

  private Store store = none();

  private static Store none() {
    return new NoStore();
  }

  @Override
  Store openEmpty() {
    store = SqliteStore.open(directory.resolve("gatehouse.db"), () -> Rows.NOW);
    return store;
  }

  @Override
  Store openAnother() {
    return new PassingStore(store) {
      @Override
      public void close() {}
    };
  }
}
