package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.JavaProcess;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RL-12 as the shell sees it: a damaged database is refused with exit code 4, and one that turns
/// out to be damaged while it is served ends the process with 1.
class LostDatabaseTest {
  private static final int PAGE = 4096;

  @TempDir private Path temp;
  private Path data = Path.of("");
  private Path database = Path.of("");

  private void prepare() {
    data = temp.resolve("data");
    database = data.resolve("gatehouse.db");
    TestServer.start(data, ManualClock.atStart(), List.of()).close();
  }

  private void zeroLastPage() throws IOException {
    try (var file = new RandomAccessFile(database.toFile(), "rw")) {
      file.seek(file.length() - PAGE);
      file.write(new byte[PAGE]);
    }
  }

  @Test
  void rl_12_a_damaged_database_is_refused_with_exit_code_4_and_the_way_out() throws Exception {
    prepare();
    zeroLastPage();

    var run = CliRun.of(Map.of(), "serve", "--data", data.toString(), "--port", "0");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("gatehouse: The database file " + database + " is damaged: ")
        .endsWith(
            ". Nothing was changed. Restore a backup into a new folder: gatehouse restore FILE"
                + " --data FOLDER\n");
  }

  /// The disk has damaged a page below the file system since the last stop: the start has no reason
  /// to look, the examination beside serving finds it.
  @Test
  void rl_12_damage_that_is_found_while_it_is_served_ends_the_process_with_1() throws Exception {
    prepare();
    var modified = Files.getLastModifiedTime(database);
    zeroLastPage();
    Files.setLastModifiedTime(database, modified);
    var output = temp.resolve("output");

    var process = serve(output);

    assertThat(Patience.end(process)).isEqualTo(1);
    assertThat(Files.readString(output))
        .contains("listening on ")
        .contains("\ngatehouse: The database file " + database + " is damaged: ")
        .endsWith(
            ". The server has stopped. Start it again: it examines the file first. If it refuses it:"
                + " Restore a backup into a new folder: gatehouse restore FILE --data FOLDER\n");
    assertThat(data.resolve("server.json")).doesNotExist();
    assertThat(serveAgain().code()).isEqualTo(4);
  }

  private CliRun serveAgain() {
    return CliRun.of(Map.of(), "serve", "--data", data.toString(), "--port", "0");
  }

  private Process serve(Path output) throws IOException {
    var command =
        JavaProcess.command(
            JavaProcess.GATEHOUSE,
            List.of("-XX:TieredStopAtLevel=1"),
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--set",
            "http.management.port=0");
    return JavaProcess.of(command).redirectOutput(output.toFile()).start();
  }
}
