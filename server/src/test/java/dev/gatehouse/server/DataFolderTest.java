package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.testing.JavaProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void is_named_by_the_option_else_by_the_environment_else_it_is_in_the_current_folder() {
    var environment = Map.of("GATEHOUSE_DATA", "/b");
    assertThat(DataFolder.locate(Optional.of(Path.of("/a")), environment)).isEqualTo(Path.of("/a"));
    assertThat(DataFolder.locate(Optional.empty(), environment)).isEqualTo(Path.of("/b"));
    assertThat(DataFolder.locate(Optional.empty(), Map.of("GATEHOUSE_DATA", "")))
        .isEqualTo(Path.of("").toAbsolutePath().resolve("gatehouse-data"));
  }

  @Test
  void ks_02_folder_and_files_are_for_their_owner_only() throws IOException {
    var path = folder.resolve("made/data");
    try (var data = DataFolder.open(path)) {
      assertThat(data.isFresh()).isTrue();
      data.markDev();
      data.writeAdminKey(JsonValue.object().put("AccessKeyId", "A").build());
      data.writeServer(JsonValue.object().put("Pid", 1).build());
      var _ = data.database();
      assertThat(mode(path)).isEqualTo("rwx------");
      try (var files = Files.list(path)) {
        assertThat(files).hasSize(5).allMatch(file -> mode(file).equals("rw-------"));
      }
    }
  }

  @Test
  void ks_02_an_existing_empty_folder_is_accepted_and_closed_to_others() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var data = DataFolder.open(folder)) {
      assertThat(data.isFresh()).isTrue();
      assertThat(mode(folder)).isEqualTo("rwx------");
    }
    try (var again = DataFolder.open(folder)) {
      assertThat(again.isFresh()).isFalse();
    }
  }

  @Test
  void a_folder_with_other_things_in_it_is_refused_untouched() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "x");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(folder + " is not empty and is not a data folder of Gatehouse");
    assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
    assertThat(folder.resolve("lock")).doesNotExist();
  }

  @Test
  void a_second_opener_is_refused_and_told_who_has_it() {
    try (var _ = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid() + " (");
    }
    DataFolder.open(folder).close();
  }

  /// Another process, so that the operating system's lock itself is asked.
  @Test
  void a_second_process_is_refused() throws Exception {
    try (var _ = DataFolder.open(folder)) {
      var process =
          JavaProcess.of(JavaProcess.command(Opener.class.getName(), List.of(), folder.toString()))
              .start();
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(said).contains("is in use by process " + ProcessHandle.current().pid());
    }
  }

  /// Opens the folder that its argument names.
  static final class Opener {
    private Opener() {}

    static void main(String[] arguments) {
      DataFolder.open(Path.of(arguments[0])).close();
    }
  }

  @Test
  void a_server_is_running_only_while_its_process_lives() throws Exception {
    var gone = new ProcessBuilder("/bin/true").start();
    gone.waitFor();
    try (var data = DataFolder.open(folder)) {
      data.writeServer(JsonValue.object().put("Pid", gone.pid()).build());
      assertThat(DataFolder.runningServer(folder)).isEmpty();
      var alive = JsonValue.object().put("Pid", ProcessHandle.current().pid()).build();
      data.writeServer(alive);
      assertThat(DataFolder.runningServer(folder)).contains(alive);
    }
    assertThat(DataFolder.runningServer(folder)).isEmpty();
    try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
      assertThat(lock.tryLock()).isNotNull();
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
