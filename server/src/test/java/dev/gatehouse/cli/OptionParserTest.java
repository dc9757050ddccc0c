package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How words become options, and what is said of words that do not fit.
class OptionParserTest {
  private static final Usage USAGE =
      Usage.of("do", "Does it.", "gatehouse do")
          .argument("KEY", "A key.")
          .options(
              CommandOption.value("port", "N", "A port."),
              CommandOption.value("set", "K=V", "A setting.").repeatable(),
              CommandOption.value("shell", "SHELL", "A shell.").oneOf("bash", "fish"),
              CommandOption.value("pool", "P", "A pool.").required(),
              CommandOption.flag("dev", "Dev mode."));

  private static Given parse(String words) {
    return OptionParser.parse(USAGE, List.of(words.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "--pool a --port -1 key",
    "--pool=a key --port=-1",
    "key --port -1 --pool a",
    "--port -1 --pool a -- key",
  })
  void options_stand_before_and_after_the_argument_with_and_without_an_equals_sign(String words) {
    assertThat(parse(words))
        .isEqualTo(
            new Given(Map.of("pool", List.of("a"), "port", List.of("-1")), Optional.of("key")));
  }

  @Test
  void repeated_values_keep_their_order_and_every_character() {
    assertThat(parse("--set b=2 --pool= --set=a=\"1\" --set -c=3 --dev -"))
        .isEqualTo(
            new Given(
                Map.of(
                    "set",
                    List.of("b=2", "a=\"1\"", "-c=3"),
                    "pool",
                    List.of(""),
                    "dev",
                    List.of()),
                Optional.of("-")));
  }

  @Test
  void after_two_dashes_nothing_is_an_option() {
    assertThat(parse("--pool a -- --dev").word()).contains("--dev");
  }

  @ParameterizedTest
  @CsvSource({"-h", "--help", "--port 1 -h", "-hV"})
  void help_needs_nothing_else(String words) {
    assertThat(parse(words).has(OptionParser.HELP)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "--pool a, KEY is missing",
        "key, --pool P is missing",
        "key --pool, --pool needs a value",
        "key --pool --dev, --pool needs a value",
        "key --pool a --pool b, --pool is given more than once",
        "key --pool a --dev --dev, --dev is given more than once",
        "key --pool a --dev=true, --dev takes no value",
        "key --pool a --help=true, --help takes no value",
        "key --pool a --prt 1, unknown option --prt",
        "key --pool a --prt=1, unknown option --prt",
        "key --pool a --por 1, unknown option --por",
        "key --pool a -port 1, unknown option -port",
        "key --pool a -port=1, unknown option -port",
        "key --pool a -port1, unknown option -port1",
        "key --pool a -dev, unknown option -dev",
        "key --pool a -x, unknown option -x",
        "key --pool a -hx, unknown option -hx",
        "key --pool a other, `unexpected argument \"other\"`",
        "key --pool a --shell tcsh, `--shell must be one of bash, fish, not \"tcsh\"`",
      })
  void says_in_a_sentence_what_does_not_fit(String words, String sentence) {
    assertThatThrownBy(() -> parse(words))
        .isInstanceOfSatisfying(
            UsageException.class, wrong -> assertThat(wrong.program()).isEqualTo("gatehouse do"))
        .hasMessage(sentence);
  }

  @Test
  void a_choice_may_be_written_in_any_case() {
    assertThat(parse("key --pool a --shell FISH").values()).containsEntry("shell", List.of("FISH"));
  }
}
