package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Help, which goes to standard output.
class HelpTextTest {
  private static CliRun run(String... arguments) {
    return CliRun.of(Map.of(), arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void shows_how_a_command_is_used(String help) {
    assertThat(run("token", help))
        .isEqualTo(
            new CliRun(
                0,
                """
                Usage: gatehouse token --client C [--pool P] [--scope S]... [--decode]
                    [--verify] [--data DIR] [--output FORMAT]
                Gets a machine token for an app client of the running server and prints it.
                      --client C        App client id.
                      --pool P          Its pool; found when left out.
                      --scope S         Scope to ask for; may be repeated. Without: all that the
                                        client has.
                      --decode          Prints header and claims as JSON instead.
                      --verify          Checks the token against the published keys first.
                      --data DIR        Data folder; else GATEHOUSE_DATA, else ./gatehouse-data.
                      --output FORMAT   text (default) or json.
                  -h, --help            Shows this help.
                  -V, --version         Shows the version.

                Example:
                  gatehouse token --client $CLIENT --decode
                """,
                ""));
  }

  @Test
  void lists_the_commands_below_with_a_line_on_each() {
    assertThat(run("keys", "--help"))
        .isEqualTo(
            new CliRun(
                0,
                """
                Usage: gatehouse keys COMMAND
                Lists and rotates the signing keys of a pool.
                  -h, --help      Shows this help.
                  -V, --version   Shows the version.
                Commands:
                  list     Lists the keys that a pool publishes or will sign with.
                  rotate   Makes new signing keys.

                Example:
                  gatehouse keys list --pool $POOL
                """,
                ""));
    assertThat(run("--help").out().lines().filter(line -> line.matches("  [a-z-]+ {3,}\\S.*")))
        .hasSameSizeAs(new Program(Terminal.ofProcess()).names());
  }

  @Test
  void an_argument_stands_in_brackets_when_it_may_be_left_out() {
    assertThat(run("jwt", "decode", "-h").out())
        .contains("Usage: gatehouse jwt decode [TOKEN]\n", "      TOKEN       The token; - or");
    assertThat(run("access-keys", "delete", "-h").out())
        .contains("Usage: gatehouse access-keys delete [--data DIR] KEY\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "token --version", "keys -V"})
  void the_version_is_one_line(String words) {
    assertThat(run(words.split(" ", -1))).isEqualTo(new CliRun(0, "gatehouse development\n", ""));
  }
}
