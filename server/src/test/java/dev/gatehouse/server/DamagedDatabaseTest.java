package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RL-12: damage of each kind, done to a copy of an installation while nothing runs on it. A start
/// refuses it with a sentence, or the damage has taken nothing that was acknowledged.
class DamagedDatabaseTest {
  private static final int PAGE = 4096;
  private static final int HEADER = 100;
  private static final int LOG_HEADER = 32;
  private static final int FRAME = 24 + PAGE;
  private static final int POOLS = 12;

  @TempDir private static Path shared;
  @TempDir private Path temp;

  /// What a gentle stop leaves: one complete file.
  private static Path stopped = Path.of("");

  /// What `kill -9` leaves: the log holds acknowledged changes.
  private static Path killed = Path.of("");

  /// The same some acknowledged changes before.
  private static Path earlier = Path.of("");

  private Path copy = Path.of("");

  @BeforeAll
  static void prepare() throws IOException {
    var data = shared.resolve("data");
    stopped = shared.resolve("stopped");
    killed = shared.resolve("killed");
    earlier = shared.resolve("earlier");
    try (var server = TestServer.start(data, ManualClock.atStart(), List.of())) {
      for (int i = 0; i < POOLS; i++) {
        if (i == POOLS - 2) {
          server.awaitLastUse(); // Nothing is written while the files are copied.
          copy(data, earlier);
        }
        server.cognito("CreateUserPool", "{\"PoolName\":\"pool%02d\"}".formatted(i));
      }
      server.awaitLastUse();
      copy(data, killed);
    }
    copy(data, stopped);
  }

  @BeforeEach
  void name() {
    copy = temp.resolve("copy");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    var keyFile = from.getFileName() + ".key";
    var key = Files.exists(from.resolveSibling(keyFile)) ? from : shared.resolve("data");
    Files.copy(
        key.resolveSibling(key.getFileName() + ".key"),
        to.resolveSibling(to.getFileName() + ".key"));
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private Path take(Path from) throws IOException {
    copy(from, copy);
    return copy.resolve("gatehouse.db");
  }

  private static Path log(Path database) {
    return database.resolveSibling("gatehouse.db-wal");
  }

  private static void flip(Path file, long at) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      var old = open.read();
      open.seek(at);
      open.write(old ^ 0x55);
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private void assertRefused(String how) {
    assertThatThrownBy(() -> serve().close())
        .as(how)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("The database file " + copy.toAbsolutePath() + "/gatehouse.db is ")
        .hasMessageContaining(
            "Restore a backup into a new folder: gatehouse restore FILE --data FOLDER");
  }

  private void assertRefusedAsEmpty() {
    assertThatThrownBy(() -> serve().close())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("The database is empty, but a server has been ready on this")
        .hasMessageEndingWith(
            "Restore a backup into a new folder: gatehouse restore FILE --data FOLDER");
  }

  private TestServer serve() {
    return TestServer.start(copy, ManualClock.atStart(), List.of());
  }

  /// The positive twin: everything that was acknowledged is served.
  private void assertServes(int pools) {
    try (var server = serve()) {
      var listed = server.cognito("ListUserPools", "{\"MaxResults\":60}").toString();
      for (int i = 0; i < pools; i++) {
        assertThat(listed).contains("pool%02d".formatted(i));
      }
    }
  }

  @Test
  void undamaged_copies_are_served() throws IOException {
    take(stopped);
    assertServes(POOLS);
    assertServes(POOLS);
  }

  @Test
  void what_a_kill_leaves_is_served_whole() throws IOException {
    assertThat(Files.size(log(take(killed)))).isGreaterThan(10 * FRAME);
    assertServes(POOLS);
    assertServes(POOLS);
  }

  @Test
  void rl_12_a_truncated_file_is_refused_and_left_as_it_is() throws IOException {
    var database = take(stopped);
    var whole = Files.readAllBytes(database);
    for (int size : new int[] {50, HEADER, PAGE, whole.length / 2, whole.length - 1}) {
      Files.write(database, Arrays.copyOf(whole, size));
      assertRefused("cut to " + size);
      assertThat(database).hasBinaryContent(Arrays.copyOf(whole, size));
    }
    Files.write(database, new byte[0]);
    assertRefusedAsEmpty();
    Files.delete(database);
    assertRefusedAsEmpty();
    Files.write(database, whole);
    assertServes(POOLS);
  }

  @Test
  void rl_12_a_missing_file_is_refused_without_its_mark_too() throws IOException {
    var database = take(stopped);
    Files.delete(database);
    Files.delete(copy.resolve("gatehouse.db-mark"));
    assertRefusedAsEmpty();
  }

  /// Free pages hold nothing; damage of theirs takes nothing.
  @Test
  void rl_12_every_page_that_is_zeroed_is_noticed() throws Exception {
    var database = take(stopped);
    var free = freePages(database);
    var whole = Files.readAllBytes(database);
    var unnoticed = 0;
    for (int at = 0; at < whole.length; at += PAGE) {
      var damaged = whole.clone();
      Arrays.fill(damaged, at, at + PAGE, (byte) 0);
      Files.write(database, damaged);
      if (Arrays.equals(damaged, whole) || isServed()) {
        unnoticed++;
      } else {
        assertRefused("page " + (at / PAGE + 1));
      }
    }
    assertThat(unnoticed).isLessThanOrEqualTo(free);
    Files.write(database, whole);
    assertServes(POOLS);
  }

  private static int freePages(Path database) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var row = connection.createStatement().executeQuery("PRAGMA freelist_count")) {
      return row.getInt(1);
    }
  }

  /// Whether it starts; then nothing is missing.
  private boolean isServed() {
    try {
      assertServes(POOLS);
      return true;
    } catch (StartRefusedException noticed) {
      return false;
    }
  }

  /// Some bytes of the header mean nothing; then nothing is lost either.
  @Test
  void rl_12_no_damage_of_the_header_takes_anything_unnoticed() throws IOException {
    var database = take(stopped);
    var whole = Files.readAllBytes(database);
    int refused = 0;
    for (int at = 0; at < HEADER; at++) {
      Files.write(database, whole);
      flip(database, at);
      refused += isServed() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(HEADER / 3);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, LOG_HEADER, LOG_HEADER + FRAME / 2, LOG_HEADER + FRAME, LOG_HEADER + 9 * FRAME})
  void rl_12_a_truncated_log_is_refused_and_left_as_it_is(int size) throws IOException {
    var database = take(killed);
    var log = log(database);
    var whole = Files.readAllBytes(log);
    truncate(log, size);
    assertRefused("cut to " + size);
    assertThat(log).hasBinaryContent(Arrays.copyOf(whole, size));
    Files.write(log, whole);
    assertServes(POOLS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 24, LOG_HEADER, LOG_HEADER + 16, LOG_HEADER + 200})
  void rl_12_a_damaged_log_is_refused_and_left_as_it_is(int at) throws IOException {
    var log = log(take(killed));
    flip(log, at);
    var damaged = Files.readAllBytes(log);
    assertRefused("flipped at " + at);
    assertThat(log).hasBinaryContent(damaged);
    flip(log, at);
    assertServes(POOLS);
  }

  @Test
  void rl_12_a_missing_log_is_refused() throws IOException {
    var log = log(take(killed));
    var whole = Files.readAllBytes(log);
    Files.delete(log);
    assertRefused("deleted");
    Files.write(log, whole);
    assertServes(POOLS);
  }

  @Test
  void rl_12_a_damaged_tail_of_the_log_takes_only_what_nobody_was_told() throws IOException {
    take(earlier);
    var log = log(copy.resolve("gatehouse.db"));
    // The kill came while the next changes were written; the last of it never reached the disk.
    var later = Files.readAllBytes(log(killed.resolve("gatehouse.db")));
    assertThat(later.length).isGreaterThan((int) Files.size(log));
    Files.write(log, later);
    flip(log, later.length - 1);
    assertServes(POOLS - 2);
  }

  @Test
  void rl_12_garbage_behind_the_log_is_no_damage() throws IOException {
    var log = log(take(killed));
    Files.write(log, new byte[3 * FRAME + 7], StandardOpenOption.APPEND);
    assertServes(POOLS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rl_12_a_damaged_or_missing_index_of_the_log_is_made_again(boolean isMissing)
      throws IOException {
    var index = take(killed).resolveSibling("gatehouse.db-shm");
    if (isMissing) {
      Files.delete(index);
    } else {
      Files.writeString(index, "damaged ".repeat(4_096));
    }
    assertServes(POOLS);
  }

  @Test
  void rl_12_an_older_database_under_a_newer_mark_is_refused() throws IOException {
    var database = take(stopped);
    Files.copy(earlier.resolve("gatehouse.db"), database, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("an older file");
  }

  @Test
  void rl_12_a_mark_that_cannot_be_read_costs_an_examination_and_nothing_else() throws IOException {
    take(stopped);
    Files.writeString(copy.resolve("gatehouse.db-mark"), "nonsense");
    assertServes(POOLS);
    Files.delete(copy.resolve("gatehouse.db-mark"));
    assertServes(POOLS);
  }
}
