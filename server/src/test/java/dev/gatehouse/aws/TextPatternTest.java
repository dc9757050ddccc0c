package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.Shape.Structure;
import dev.gatehouse.testing.CountedText;
import dev.gatehouse.testing.SeededRandom;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// HT-13: no pattern of the model takes more than linear time, and the rewritten ones accept what
/// the published ones accept.
class TextPatternTest {
  private static final int EVIL_LENGTH = 50_000;

  /// Of each character; one that is read again for each that follows is read 50,000 times.
  private static final long READS_MAX = 8;

  static Set<String> patterns() {
    var patterns = new TreeSet<String>();
    var model = ApiModel.shared();
    for (var service : ApiService.values()) {
      for (var name : model.names(service)) {
        model
            .find(service, name)
            .orElseThrow()
            .input()
            .ifPresent(shape -> collect(shape, patterns));
      }
    }
    return patterns;
  }

  private static void collect(Shape shape, Set<String> patterns) {
    switch (shape) {
      case Shape.Text text -> text.pattern().ifPresent(p -> patterns.add(p.published()));
      case Shape.ListOf list -> collect(list.member(), patterns);
      case Shape.MapOf map -> {
        collect(map.key(), patterns);
        collect(map.value(), patterns);
      }
      case Structure structure ->
          structure.members().values().forEach(member -> collect(member.shape(), patterns));
      default -> {}
    }
  }

  @Test
  void the_patterns_are_those_of_the_table() {
    assertThat(patterns()).hasSizeGreaterThan(30).contains("[\\w-]+_[0-9a-zA-Z]+");
  }

  static Stream<String> evil() {
    return Stream.of(
            "a", "_", "-", "@", "{####}", "{##", "##}", "{##a##}", "{", "#", ":", "arn:", "a:",
            "a.", ".", " ", "\u00e9", "import-", "0", "a_", "a@")
        .map(unit -> unit.repeat(EVIL_LENGTH / unit.length()));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void ht_13_every_pattern_reads_a_text_a_few_times_at_most(String published) {
    var pattern = new TextPattern(published);
    for (var text : evil().toList()) {
      for (var end : List.of("", "\u0000", "\n", "!", "_")) {
        var counted = new CountedText(text + end, READS_MAX * EVIL_LENGTH);
        var matches = pattern.matches(counted);
        assertThat(matches).as(published).isEqualTo(pattern.matches(text + end));
      }
    }
  }

  /// 20,000 short texts from the fixed parts of the patterns and characters in and out of their
  /// alphabets.
  @ParameterizedTest
  @MethodSource("patterns")
  void a_rewritten_pattern_accepts_what_the_published_one_accepts(String published) {
    var parts =
        List.of(
            "{####}",
            "{##",
            "##}",
            "{",
            "#",
            "}",
            "@",
            "a",
            "Z",
            "0",
            "\u00e9",
            " ",
            "\n",
            "\r",
            "\u2028",
            "\u0000",
            "-",
            "_",
            ".",
            "*",
            "\uD83D\uDE00");
    var seed = published.hashCode();
    var random = new SeededRandom(seed);
    var pattern = new TextPattern(published);
    var reference = Pattern.compile(published);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(7); length > 0; length--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      assertThat(pattern.matches(text.toString()))
          .as("seed %d: %s on '%s'", seed, published, text)
          .isEqualTo(reference.matcher(text).matches());
    }
  }
}
