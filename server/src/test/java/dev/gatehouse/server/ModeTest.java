package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Security reference 1.4 (c): the mode of a folder and of a database is chosen once.
class ModeTest {
  @TempDir private Path path;

  private void start(Mode mode) {
    try (var folder = DataFolder.open(path)) {
      mode.claim(folder);
    }
  }

  @Test
  void strict_mode_refuses_a_folder_that_dev_mode_has_used() {
    start(Mode.DEV);
    assertThat(DataFolder.isDev(path)).isTrue();
    start(Mode.DEV);
    assertThatThrownBy(() -> start(Mode.STRICT))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("was used in dev mode, so strict mode does not trust it");
  }

  @Test
  void dev_mode_refuses_a_folder_of_strict_mode_and_leaves_it_unmarked() {
    start(Mode.STRICT);
    start(Mode.STRICT);
    assertThatThrownBy(() -> start(Mode.DEV))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("belongs to strict mode");
    assertThat(DataFolder.isDev(path)).isFalse();
  }

  @Test
  void strict_mode_refuses_a_database_that_dev_mode_has_used() {
    try (var store = SqliteStore.open(path.resolve("gatehouse.db"), InstantSource.system())) {
      Mode.DEV.claim(store);
      Mode.DEV.claim(store);
      assertThatThrownBy(() -> Mode.STRICT.claim(store))
          .isInstanceOf(StartRefusedException.class)
          .hasMessage(
              "The database was used in dev mode, so strict mode does not trust it. Name another"
                  + " one with --database.");
    }
  }
}
