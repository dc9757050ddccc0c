package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.metrics.Histogram;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static Map<Integer, Long> observed(LongStream micros) {
    var histogram = new Histogram(Latencies.BUCKETS);
    micros.forEach(each -> histogram.observe(each * 1_000));
    var counts = new TreeMap<Integer, Long>();
    var all = histogram.counts();
    for (int i = 0; i < all.size(); i++) {
      counts.put(i, all.get(i));
    }
    return counts;
  }

  @Test
  void has_six_steps_in_each_power_of_ten() {
    assertThat(Latencies.BUCKETS.bounds())
        .hasSize(31)
        .startsWith(100_000L, 150_000L, 200_000L, 300_000L, 500_000L, 700_000L, 1_000_000L)
        .endsWith(7_000_000_000L, 10_000_000_000L);
  }

  @Test
  void percentiles_of_an_even_spread_are_exact() {
    var even = observed(LongStream.rangeClosed(1, 10_000));
    assertThat(Latencies.percentileMicros(even, 0.5)).isEqualTo(5_000);
    assertThat(Latencies.percentileMicros(even, 0.95)).isCloseTo(9_500, within(1L));
    assertThat(Latencies.percentileMicros(even, 0.99)).isCloseTo(9_900, within(1L));
  }

  @Test
  void is_within_the_bucket_of_all_that_are_alike() {
    for (long micros : new long[] {90, 120, 610, 4_200, 80_000, 2_000_000}) {
      var alike = observed(LongStream.generate(() -> micros).limit(1_000));
      for (double share : new double[] {0.5, 0.95, 0.99}) {
        assertThat((double) Latencies.percentileMicros(alike, share))
            .as("%s of %s", share, micros)
            .isBetween(micros * 0.5, micros * 1.7);
      }
    }
  }

  @Test
  void the_ends_are_their_bounds() {
    assertThat(Latencies.percentileMicros(Map.of(0, 4L), 1)).isEqualTo(100);
    assertThat(Latencies.percentileMicros(Map.of(31, 4L), 0.5)).isEqualTo(10_000_000);
    assertThat(Latencies.percentileMicros(Map.of(0, 1L, 31, 99L), 0.99)).isEqualTo(10_000_000);
  }
}
