package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users are not in the change feed; that some of them are gone is noticed all the same.
class LostUsersTest {
  private static final String FILE = "gatehouse.db";
  private static final String LOG = FILE + "-wal";
  private static final String MARK = FILE + "-mark";

  @TempDir private Path directory;

  /// Takes what a killed server would leave.
  private Path copy(String name, List<String> files) throws IOException {
    var to = Files.createDirectories(directory.resolve(name));
    for (var file : files) {
      Files.copy(directory.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return to.resolve(FILE);
  }

  @Test
  void rl_12_a_file_without_an_acknowledged_user_is_refused() throws IOException {
    Path before;
    Path after;
    try (var store = SqliteStore.open(directory.resolve(FILE), () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      before = copy("before", List.of(FILE, LOG, MARK));
      store.write(tx -> {
        tx.users().insert(Rows.user(POOL, sub(1), "jane"), Set.of(Rows.username("jane")));
        return true;
      });
      after = copy("after", List.of(FILE, LOG, MARK));
      copy("lost", List.of(MARK));
    }
    Files.copy(before, directory.resolve("lost").resolve(FILE));
    Files.copy(before.resolveSibling(LOG), directory.resolve("lost").resolve(LOG));

    assertThatThrownBy(() -> SqliteStore.open(directory.resolve("lost").resolve(FILE), () -> NOW))
        .isInstanceOf(DamagedFileException.class);
    SqliteStore.open(before, () -> NOW).close();
    try (var store = SqliteStore.open(after, () -> NOW)) {
      assertThat(store.<Boolean>read(tx -> tx.users().findByName(POOL, "jane").isPresent()))
          .isTrue();
    }
  }

  @Test
  void reading_takes_no_number_and_the_feed_goes_on() throws IOException {
    try (var store = SqliteStore.open(directory.resolve(FILE), () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
      store.write(tx -> {
        tx.users().insert(Rows.user(POOL, sub(1), "jane"), Set.of());
        return true;
      });
      var mark = Files.readString(directory.resolve(MARK));
      store.write(tx -> tx.users().find(POOL, sub(1)));
      assertThat(Files.readString(directory.resolve(MARK))).isEqualTo(mark);

      store.write(tx -> {
        tx.resourceServers().insert(Rows.server(POOL, "a"));
        return true;
      });
      assertThat(store.<Long>read(tx -> tx.changes().lastSequence())).isEqualTo(3);
      assertThat(store.<List<?>>read(tx -> tx.changes().listAfter(0, 10))).hasSize(2);
    }
  }
}
