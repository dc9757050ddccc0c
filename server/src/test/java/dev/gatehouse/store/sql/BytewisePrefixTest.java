package dev.gatehouse.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytewisePrefixTest {
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          "b",
          "~",
          "\u007f",
          "é",
          "\ud7ff",
          "\ue000",
          "\uffff",
          "\ud83e\udd9e",
          "\udbff\udfff");

  @Test
  void the_end_of_a_prefix_is_the_next_text_that_does_not_begin_with_it() {
    assertThat(BytewisePrefix.end("ab")).contains("ac");
    assertThat(BytewisePrefix.end("a\ud7ff")).contains("a\ue000");
    assertThat(BytewisePrefix.end("a\uffff")).contains("a\ud800\udc00");
    assertThat(BytewisePrefix.end("a\udbff\udfff")).contains("b");
    assertThat(BytewisePrefix.end("\udbff\udfff")).isEmpty();
    assertThat(BytewisePrefix.end("")).isEmpty();
  }

  /// Texts of the characters at which the encoding grows or ends. Always: a text is from the prefix
  /// on and before its end exactly when it begins with it.
  @Test
  void the_texts_within_the_range_are_those_with_the_prefix() {
    var random = new SeededRandom(1);
    for (int i = 0; i < 100_000; i++) {
      var prefix = text(random, 3);
      var other = random.nextInt(2) == 0 ? prefix + text(random, 3) : text(random, 5);
      var isWithin =
          compare(other, prefix) >= 0
              && BytewisePrefix.end(prefix).map(end -> compare(other, end) < 0).orElse(true);
      assertThat(isWithin).as("%s in %s", other, prefix).isEqualTo(other.startsWith(prefix));
    }
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(SeededRandom random, int max) {
    var text = new StringBuilder();
    for (int length = random.nextInt(max + 1); length > 0; length--) {
      text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
    }
    return text.toString();
  }
}
