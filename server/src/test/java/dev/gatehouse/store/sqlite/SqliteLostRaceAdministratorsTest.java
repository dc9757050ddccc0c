package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.AdministratorsContract;
import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Every write closure runs twice.
class SqliteLostRaceAdministratorsTest extends AdministratorsContract {
  @TempDir Path directory;

  @Override
  protected Store openEmpty() {
    return SqliteStore.open(
        directory.resolve("gatehouse.db"), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
