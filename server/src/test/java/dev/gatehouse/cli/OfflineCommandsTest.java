package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands without a server: what they print, their exit codes, and what goes to which stream.
class OfflineCommandsTest {
  /// Header `{"alg":"none"}`, claims `{"sub":"a","scope":"x\/y"}`.
  private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwic2NvcGUiOiJ4XC95In0.";

  private static final String DECODED =
      """
      {
        "header": {
          "alg": "none"
        },
        "claims": {
          "sub": "a",
          "scope": "x/y"
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void decodes_a_token_from_an_argument_or_from_standard_input() {
    assertThat(CliRun.of(Map.of(), "jwt", "decode", TOKEN)).isEqualTo(new CliRun(0, DECODED, ""));
    assertThat(CliRun.withInput(TOKEN + "\n", Map.of(), "jwt", "decode", "-"))
        .isEqualTo(new CliRun(0, DECODED, ""));
    assertThat(CliRun.withInput(TOKEN, Map.of(), "jwt", "decode"))
        .isEqualTo(new CliRun(0, DECODED, ""));
  }

  @Test
  void says_on_standard_error_what_is_not_a_token() {
    assertThat(CliRun.of(Map.of(), "jwt", "decode", "nonsense"))
        .isEqualTo(
            new CliRun(1, "", "gatehouse: this is not a JSON Web Token: it has 1 parts, not 3\n"));
  }

  @Test
  void a_missing_key_set_is_exit_code_3() {
    var missing = folder.resolve("none.json").toString();
    assertThat(CliRun.of(Map.of(), "jwt", "verify", TOKEN, "--jwks", missing))
        .isEqualTo(new CliRun(3, "", "gatehouse: the file " + missing + " cannot be read\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "health", "token --client a", "jwt verify " + TOKEN})
  void without_a_server_the_exit_code_is_5(String command) {
    var run = CliRun.of(Map.of("GATEHOUSE_DATA", folder.toString()), command.split(" ", -1));
    assertThat(run)
        .isEqualTo(
            new CliRun(
                5,
                "",
                "gatehouse: no server runs on the data folder "
                    + folder
                    + "; start one with `gatehouse serve`, or name its folder with --data\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "token",
        "keys list",
        "jwt",
        "env --shell tcsh",
        "version --nonsense"
      })
  void wrong_usage_is_exit_code_2_and_says_where_help_is(String command) {
    var arguments = command.isEmpty() ? new String[0] : command.split(" ", -1);
    var run = CliRun.of(Map.of(), arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("gatehouse: ").contains("--help` explains how it is used.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | unknown command \"nonsense\" | gatehouse",
        "jwt lis | unknown command \"lis\" | gatehouse jwt",
        "jwt | name a command: decode, verify | gatehouse jwt",
        "jwt --nonsense | unknown option --nonsense | gatehouse jwt",
        "keys list --data a | --pool P is missing | gatehouse keys list",
      })
  void wrong_usage_names_the_word_and_the_command(String words, String what, String program) {
    assertThat(CliRun.of(Map.of(), words.split(" ", -1)))
        .isEqualTo(
            new CliRun(
                2,
                "",
                "gatehouse: %s\n`%s --help` explains how it is used.\n".formatted(what, program)));
  }

  @Test
  void version_names_gatehouse_and_java() {
    var run = CliRun.of(Map.of(), "version");
    assertThat(run.code()).isZero();
    // `commit` is known in a package; `compat/run packages` compares it there.
    var lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).isEqualTo("gatehouse development");
    assertThat(lines.get(1)).matches("commit (unknown|[0-9a-f]{40}( \\(modified\\))?)");
    assertThat(lines.get(2)).isEqualTo("java " + Runtime.version());
  }

  @Test
  void completion_is_a_script_that_bash_accepts() throws Exception {
    var run = CliRun.of(Map.of(), "completion");
    var process = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var input = process.outputWriter()) {
      input.write(run.out());
    }
    assertThat(process.waitFor()).isZero();
    assertThat(run.out()).contains("access-keys", "--decode");
  }
}
