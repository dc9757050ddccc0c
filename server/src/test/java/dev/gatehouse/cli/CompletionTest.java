package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What bash offers where the line ends.
class CompletionTest {
  /// The words that bash offers when the last of `line` is half typed.
  private static List<String> offered(String line) throws Exception {
    var words = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bash", "gatehouse"));
    words.addAll(List.of(line.split(" ", -1)));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var input = process.outputWriter()) {
      input.write(CliRun.of(Map.of(), "completion").out());
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static final String SCRIPT =
      """
      set -u
      source /dev/stdin
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _gatehouse
      [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @ParameterizedTest
  @CsvSource({
    "se, serve",
    "access-keys e, enable",
    "access-keys create --po, --pool",
    "token --client a --d, --decode --data",
    "token --output j, json",
    "token --output = j, json",
    "token --output =, text json",
    "'env --shell ', bash fish powershell",
    "serve --dev, --dev-allow-remote --dev",
    "keys rotate --i, --immediate",
    "version --, --help --version",
    "'serve --port ', ''",
    "serve --data s, ''",
  })
  void offers_what_fits(String line, String expected) throws Exception {
    var words = expected.isEmpty() ? List.<String>of() : List.of(expected.split(" ", -1));
    assertThat(offered(line)).isEqualTo(words);
  }
}
