package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static final Counts SOME =
      new Counts(
          new TreeMap<>(Map.of(Grants.CLIENT_CREDENTIALS, 100L, Grants.SIGN_IN, 2L)),
          3,
          new TreeMap<>(Map.of("invalid_client", 2L)),
          new TreeMap<>(Map.of(7, 101L, 31, 1L)));

  @Test
  void is_stored_as_short_text_and_read_back() {
    assertThat(CountsText.of(SOME))
        .isEqualTo(
            "{\"t\":{\"client_credentials\":100,\"sign_in\":2},\"f\":3,\"e\":{\"invalid_client\":2},\"l\":{\"7\":101,\"31\":1}}");
    assertThat(CountsText.parse(CountsText.of(SOME))).isEqualTo(SOME);
    assertThat(CountsText.of(Counts.NONE)).isEqualTo("{}");
    assertThat(CountsText.parse("{}")).isEqualTo(Counts.NONE);
  }

  @Test
  void sums_and_differences_leave_out_what_is_nothing() {
    assertThat(SOME.plus(Counts.NONE)).isEqualTo(SOME);
    assertThat(SOME.minus(SOME)).isEqualTo(Counts.NONE);
    assertThat(SOME.plus(SOME).minus(SOME)).isEqualTo(SOME);
    assertThat(SOME.minus(SOME).isEmpty()).isTrue();
  }

  /// Whatever is refused and however often, a row of history has its bound.
  @Test
  void the_rarest_errors_count_together() {
    var counts = Counts.NONE;
    for (int i = 1; i <= 50; i++) {
      var errors = new TreeMap<>(Map.of("Error%02dException".formatted(i), (long) i));
      counts = counts.plus(new Counts(new TreeMap<>(), 0, errors, new TreeMap<>()));
    }
    assertThat(counts.errors()).hasSize(Counts.ERRORS_MAX + 1).containsKey(Tally.OTHER);
    assertThat(counts.errors().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(50 * 51 / 2);
  }

  /// The bound of record 32: no row is larger than a kilobyte.
  @Test
  void a_row_is_at_most_a_kilobyte() {
    var most = 999_999_999_999L;
    var tokens = new TreeMap<String, Long>();
    for (int i = 0; i < Counts.GRANTS_MAX; i++) {
      tokens.put("authorization_code" + i, most);
    }
    var errors = new TreeMap<String, Long>();
    for (int i = 0; i <= Counts.ERRORS_MAX; i++) {
      errors.put("PasswordResetRequiredException" + i, most);
    }
    var latencies = new TreeMap<Integer, Long>();
    for (int i = 0; i <= Latencies.BUCKETS.bounds().size(); i++) {
      latencies.put(i, most / 1_000_000);
    }
    assertThat(CountsText.of(new Counts(tokens, most, errors, latencies))).hasSizeLessThan(1_250);
  }
}
