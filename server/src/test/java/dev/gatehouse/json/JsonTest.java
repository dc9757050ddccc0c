package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  /// Whatever is written can be read again (AP-04).
  @ParameterizedTest
  @CsvSource({
    "abc\uD83D,abc\uFFFD",
    "\uDE00abc,\uFFFDabc",
    "\uDE00\uD83D,\uFFFD\uFFFD",
    "a\uD83D\uD83D\uDE00b,a\uFFFD\uD83D\uDE00b",
    "a\uD83D\uDE00b,a\uD83D\uDE00b"
  })
  void half_of_a_surrogate_pair_is_written_as_the_character_for_what_is_none(
      String text, String written) {
    var value = JsonValue.object().put(text, JsonValue.of(text)).build();
    assertThat(Json.parse(Json.write(value)))
        .isEqualTo(JsonValue.object().put(written, JsonValue.of(written)).build());
  }
}
