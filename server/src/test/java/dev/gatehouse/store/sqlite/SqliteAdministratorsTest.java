package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.AdministratorsContract;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAdministratorsTest extends AdministratorsContract {
  @TempDir Path directory;

  @Override
  protected Store openEmpty() {
    return SqliteStore.open(directory.resolve("gatehouse.db"), () -> Rows.NOW);
  }
}
