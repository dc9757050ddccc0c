package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// KS-10: what stands on a command line is read by everybody on the machine.
class SecretsOnTheCommandLineTest {
  private static final String WARNING = "the database's password stands on the command line";

  @Test
  void ks_10_no_option_of_any_command_takes_a_secret() {
    var nowhere = new PrintStream(new ByteArrayOutputStream());
    var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of());

    assertThat(options(new Program(terminal)))
        .contains("data", "set", "client")
        .noneMatch(name -> name.matches(".*(secret|password|token|credential|master).*"));
  }

  private static Stream<String> options(Command command) {
    var own = command.usage().options().stream().map(CommandOption::name);
    return command instanceof Command.Group group
        ? Stream.concat(
            own,
            group.names().stream().map(group::member).flatMap(SecretsOnTheCommandLineTest::options))
        : own;
  }

  @Test
  void ks_10_a_password_in_the_address_of_the_database_is_warned_of(@TempDir Path folder) {
    var password = serve(folder, "jdbc:postgresql://127.0.0.1:1/g?user=u&password=hunter2");
    var none = serve(folder, "jdbc:postgresql://127.0.0.1:1/g?user=u");

    assertThat(password.err()).contains(WARNING).doesNotContain("hunter2");
    assertThat(none.err()).doesNotContain(WARNING);
    assertThat(password.code()).isEqualTo(none.code()).isEqualTo(ExitCode.REFUSED);
  }

  private static CliRun serve(Path folder, String database) {
    return CliRun.of(
        Map.of(),
        "serve",
        "--data",
        folder.resolve("data").toString(),
        "--port",
        "0",
        "--set",
        "http.management.port=0",
        "--set",
        "database.start-wait=0",
        "--database",
        database);
  }
}
