package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.JavaProcess;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Backups and restores as processes of their own, killed on their way or out of room (RL-65), and
/// with little memory.
class CopyProcessTest {
  private static final int CLIENTS = 6_000;
  private static final String DOCUMENT = "{\"ClientName\":\"" + "x".repeat(1_900) + "\"}";
  private static final String HEAP = "-Xmx20m";
  private static final int STEPS_MAX = 100_000;
  private static final long STEP_NANOS = 200_000;

  @TempDir private static Path shared;
  @TempDir private Path temp;

  /// About twelve megabytes.
  private static Path data = Path.of("");

  private static Path backup = Path.of("");

  @BeforeAll
  static void fill() {
    data = shared.resolve("data");
    TestServer.start(data, ManualClock.atStart(), List.of()).close();
    try (var store = SqliteStore.open(data.resolve("gatehouse.db"), () -> Rows.NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(Rows.POOL));
        return true;
      });
      for (int i = 0; i < CLIENTS; i += 1_000) {
        int first = i;
        store.write(tx -> {
          for (int j = first; j < first + 1_000; j++) {
            tx.appClients().insert(client(new ClientId("c" + j)));
          }
          return true;
        });
      }
    }
    backup = shared.resolve("whole.backup");
    assertThat(run("backup", backup.toString(), "--data", data.toString()).code()).isZero();
  }

  private static AppClients.Row client(ClientId id) {
    return new AppClients.Row(
        Rows.POOL, id, "test", DOCUMENT, Optional.empty(), 1, Rows.NOW, Rows.NOW);
  }

  private static List<String> gatehouse(String... arguments) {
    return JavaProcess.command(JavaProcess.GATEHOUSE, List.of(HEAP), arguments);
  }

  private Process start(List<String> command) throws IOException {
    return JavaProcess.of(command).redirectOutput(temp.resolve("output").toFile()).start();
  }

  private static List<Path> files(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).toList();
    }
  }

  private static CliRun run(String... words) {
    return CliRun.of(Map.of(), words);
  }

  private static void copyKey(Path folder) throws IOException {
    Files.copy(
        data.resolveSibling("data.key"), folder.resolveSibling(folder.getFileName() + ".key"));
  }

  /// Whether a file with that part in its name has that size. It is the other process that makes
  /// and removes them, so each may be gone between its listing and the look at its size.
  private static boolean hasFile(Path folder, String part, long size) throws IOException {
    try {
      for (var file : files(folder, part)) {
        if (Files.size(file) >= size) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Kills the process when a file with that part in its name has that size.
  private static void killAt(Process process, Path folder, String part, long size)
      throws Exception {
    for (int i = 0; i < STEPS_MAX && process.isAlive(); i++) {
      if (Files.exists(folder) && hasFile(folder, part, size)) {
        break;
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    process.destroyForcibly();
    Patience.end(process);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000, 11_000_000})
  void rl_65_a_backup_that_is_killed_leaves_nothing_that_looks_complete(long size)
      throws Exception {
    var file = temp.resolve("a.backup");
    var process = start(gatehouse("backup", file.toString(), "--data", data.toString()));

    killAt(process, temp, ".partial", size);

    if (Files.exists(file)) { // It was done before it could be killed.
      assertThat(run("verify", file.toString(), "--data", data.toString()).code()).isZero();
      Files.delete(file);
    }
    assertThat(run("backup", file.toString(), "--data", data.toString()).code()).isZero();
    for (var left : files(temp, ".partial")) {
      var isWhole = Files.size(left) == Files.size(file); // Only its name was missing.
      assertThat(run("verify", left.toString(), "--data", data.toString()).code())
          .isEqualTo(isWhole ? 0 : 1);
    }
  }

  @Test
  void rl_65_a_backup_that_runs_out_of_room_leaves_nothing() throws Exception {
    var file = temp.resolve("a.backup");
    var command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 10000; exec \"$@\"", "sh"));
    command.addAll(gatehouse("backup", file.toString(), "--data", data.toString()));
    var process = start(command);

    assertThat(Patience.end(process)).isEqualTo(1);
    assertThat(Files.readString(temp.resolve("output")))
        .startsWith("gatehouse: The backup " + file + " cannot be written: ")
        .hasLineCount(1);
    assertThat(files(temp, "a.backup")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 6_000_000})
  void rl_65_a_restore_that_is_killed_leaves_nothing_that_is_served(long size) throws Exception {
    var folder = temp.resolve("new");
    copyKey(folder);
    var process = start(gatehouse("restore", backup.toString(), "--data", folder.toString()));

    killAt(process, folder, ".unfinished", size);

    if (!Files.exists(folder.resolve("gatehouse.db"))) {
      assertThat(run("verify", "--data", folder.toString()).code()).isEqualTo(3);
      assertThat(run("restore", backup.toString(), "--data", folder.toString()).code()).isZero();
    }
    assertThat(run("verify", "--data", folder.toString()).out()).isEqualTo(tables());
  }

  @Test
  void ks_08_a_backup_that_is_altered_near_its_end_is_refused_before_anything_is_made()
      throws IOException {
    var folder = temp.resolve("new");
    copyKey(folder);
    var altered = Files.readAllBytes(backup);
    altered[altered.length - 1] ^= 1;
    var file = Files.write(temp.resolve("altered.backup"), altered);

    var refused = run("restore", file.toString(), "--data", folder.toString());

    assertThat(refused)
        .isEqualTo(
            new CliRun(
                1,
                "",
                "gatehouse: The backup " + file + " cannot be used: it was altered or cut off.\n"));
    assertThat(folder).doesNotExist();
  }

  private static String tables() {
    return run("verify", "--data", data.toString()).out();
  }

  @Test
  void a_backup_and_a_restore_work_in_20_megabytes_of_heap() throws Exception {
    var file = temp.resolve("a.backup");
    var folder = temp.resolve("new");
    copyKey(folder);
    for (var words :
        List.of(
            gatehouse("backup", file.toString(), "--data", data.toString()),
            gatehouse("restore", file.toString(), "--data", folder.toString()))) {
      var process = start(words);
      var code = Patience.end(process);
      assertThat(code).as(Files.readString(temp.resolve("output"))).isZero();
    }
    assertThat(Files.size(file)).isGreaterThan(12_000_000);
  }
}
