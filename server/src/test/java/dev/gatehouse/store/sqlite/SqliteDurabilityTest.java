package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.UserPools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left on disk, and who may read it.
class SqliteDurabilityTest {
  @TempDir Path directory;

  @Test
  void rl_01_an_acknowledged_write_is_in_the_files_before_the_store_is_closed() throws Exception {
    var copies = Files.createDirectory(directory.resolve("copies"));
    try (var store = open(directory)) {
      insertPool(store);
      // What a killed process leaves behind: the files as they are now.
      for (var name : new String[] {"gatehouse.db", "gatehouse.db-wal"}) {
        Files.copy(directory.resolve(name), copies.resolve(name));
      }
    }

    try (var store = open(copies)) {
      assertThat(findPool(store)).contains(Rows.pool(POOL));
    }
  }

  @Test
  void ks_02_files_are_for_their_owner_alone() throws Exception {
    try (var store = open(directory)) {
      insertPool(store);
      assertThat(modes())
          .containsOnlyKeys(
              "gatehouse.db", "gatehouse.db-mark", "gatehouse.db-shm", "gatehouse.db-wal")
          .values()
          .containsOnly("rw-------");
    }
  }

  @Test
  void ks_02_the_mode_of_a_file_that_others_can_read_is_corrected() throws Exception {
    open(directory).close();
    Files.setPosixFilePermissions(
        directory.resolve("gatehouse.db"), PosixFilePermissions.fromString("rw-r--r--"));

    try (var store = open(directory)) {
      insertPool(store);
      assertThat(modes()).values().containsOnly("rw-------");
    }
  }

  @Test
  void ks_14_refuses_a_library_that_can_lose_commits() {
    SqliteStore.requireLibrary("3.51.3");
    SqliteStore.requireLibrary("3.54.1");

    assertThatThrownBy(() -> SqliteStore.requireLibrary("3.51.2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The SQLite library is 3.51.2; 3.51.3 or newer is needed: older ones can lose"
                + " commits.");
  }

  @Test
  void a_closed_store_says_so() {
    var store = open(directory);
    store.close();
    store.close();

    assertThatThrownBy(() -> insertPool(store))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the store is closed");
    assertThatThrownBy(() -> findPool(store))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the store is closed");
  }

  @Test
  void rl_12_a_file_that_is_no_database_is_refused_and_left_alone() throws Exception {
    var file = directory.resolve("gatehouse.db");
    Files.writeString(file, "not a database, but long enough to look like a header ".repeat(40));
    var before = Files.readAllBytes(file);

    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith("The database file " + file + " is damaged: ");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void rl_12_a_damaged_page_that_a_read_meets_ends_the_use_of_the_file() throws Exception {
    var told = new ArrayList<String>();
    try (var store = open(directory)) {
      insertPool(store);
      store.onLoss(told::add);
    }
    assertThat(told).isEmpty();
    var store = open(directory);
    store.onLoss(told::add);
    var file = directory.resolve("gatehouse.db");
    var pages = (int) (Files.size(file) / 4096);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(4096); // The schema is in the first page.
      open.write(new byte[(pages - 1) * 4096]);
    }

    assertThatThrownBy(() -> findPool(store)).isInstanceOf(StoreUnavailableException.class);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("The database file " + file + " is damaged: ");
    assertThatThrownBy(() -> findPool(store))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the database file failed; the server must be restarted");
    assertThatThrownBy(() -> insertPool(store)).isInstanceOf(StoreUnavailableException.class);
    var damaged = Files.readAllBytes(file);
    store.close();
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  @Test
  void rl_12_what_the_start_did_not_look_at_is_examined_later() throws Exception {
    try (var store = open(directory)) {
      insertPool(store);
    }
    var file = directory.resolve("gatehouse.db");
    var modified = Files.getLastModifiedTime(file);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(Files.size(file) - 4096);
      open.write(new byte[4096]);
    }
    Files.setLastModifiedTime(file, modified); // As if the disk had done it.
    var told = new ArrayList<String>();
    var store = open(directory);
    store.onLoss(told::add);
    assertThat(told).isEmpty();

    store.examine();

    assertThat(told).singleElement().asString().contains(file + " is damaged: ");
    store.close();
    assertThatThrownBy(() -> open(directory)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void rl_12_a_sound_file_is_examined_without_a_word() throws Exception {
    open(directory).close();
    try (var store = open(directory)) {
      var told = new ArrayList<String>();
      store.onLoss(told::add);
      store.examine();
      insertPool(store);
      assertThat(told).isEmpty();
      assertThat(findPool(store)).isPresent();
    }
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder.resolve("gatehouse.db"), () -> NOW);
  }

  private static void insertPool(Store store) {
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(POOL));
      return true;
    });
  }

  private static Optional<UserPools.Row> findPool(Store store) {
    return store.read(tx -> tx.userPools().find(POOL));
  }

  private Map<String, String> modes() throws IOException {
    var modes = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        modes.put(
            file.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return modes;
  }
}
