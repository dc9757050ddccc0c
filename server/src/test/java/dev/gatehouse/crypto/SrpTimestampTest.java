package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SR-06; behaviour reference §3.3, point 7.
class SrpTimestampTest {
  @ParameterizedTest
  @CsvSource({
    "Tue Feb 4 09:05:07 UTC 2025,2025-02-04T09:05:07Z",
    "Sat Nov 30 23:59:59 UTC 2024,2024-11-30T23:59:59Z",
    "Wed Jan 1 00:00:00 UTC 2025,2025-01-01T00:00:00Z",
    "Thu Feb 29 12:00:00 UTC 2024,2024-02-29T12:00:00Z",
    "Fri Dec 31 00:00:01 UTC 9999,9999-12-31T00:00:01Z"
  })
  void reads_what_clients_write(String text, Instant instant) {
    var timestamp = SrpTimestamp.parse(text).orElseThrow();

    assertThat(timestamp.instant()).isEqualTo(instant);
    assertThat(timestamp.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Tue Feb 04 09:05:07 UTC 2025", // AWS refuses a padded day.
        "Tue Feb  4 09:05:07 UTC 2025",
        "Wed Feb 4 09:05:07 UTC 2025", // It was a Tuesday.
        "tue Feb 4 09:05:07 UTC 2025",
        "Tue FEB 4 09:05:07 UTC 2025",
        "Tuesday Feb 4 09:05:07 UTC 2025",
        "Di Feb 4 09:05:07 UTC 2025",
        "Tue Feb 4 9:05:07 UTC 2025",
        "Tue Feb 4 09:05 UTC 2025",
        "Tue Feb 4 09:05:07 GMT 2025",
        "Tue Feb 4 09:05:07 CET 2025",
        "Tue Feb 4 09:05:07 UTC 25",
        "Tue Feb 4 09:05:07 UTC 02025",
        "Tue Feb 4 09:05:07 UTC +2025",
        "Tue Feb -4 09:05:07 UTC 2025",
        "Tue Feb 4 24:00:00 UTC 2025",
        "Tue Feb 4 09:05:60 UTC 2025",
        "Sat Feb 29 09:05:07 UTC 2025",
        "Tue Feb 4 09:05:07 UTC 2025 ",
        "Tue Feb 4 09:05:07 UTC 2025\n",
        "\u0662025-02-04T09:05:07Z",
        "Tue Feb \u0664 09:05:07 UTC 2025",
        "2025-02-04T09:05:07Z",
        "1738659907"
      })
  void sr_06_another_form_is_none(String text) {
    assertThat(SrpTimestamp.parse(text)).isEmpty();
  }

  @Test
  void sr_06_a_long_text_is_none() {
    assertThat(SrpTimestamp.parse("Tue ".repeat(100_000))).isEmpty();
    assertThat(SrpTimestamp.parse("9".repeat(1_000_000))).isEmpty();
  }

  @Test
  void sr_06_a_day_old_or_ahead_is_not_near() {
    var timestamp = SrpTimestamp.parse("Tue Feb 4 09:05:07 UTC 2025").orElseThrow();
    var then = timestamp.instant();

    assertThat(timestamp.isNear(then)).isTrue();
    for (var sign : new int[] {-1, 1}) {
      assertThat(timestamp.isNear(then.plus(SrpTimestamp.TOLERANCE.multipliedBy(sign)))).isTrue();
      assertThat(timestamp.isNear(then.plusSeconds(sign * 301L))).isFalse();
      assertThat(timestamp.isNear(then.plus(Duration.ofDays(sign)))).isFalse();
    }
  }
}
