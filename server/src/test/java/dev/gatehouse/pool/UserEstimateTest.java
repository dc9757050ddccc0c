package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserEstimateTest {
  private static UserSub at(String digits) {
    return new UserSub(digits + "-0000-7000-0000-000000000000");
  }

  @Test
  void the_part_of_all_subs_is_the_part_of_all_users() {
    assertThat(UserEstimate.of(1_000, at("ffffffff"))).isEqualTo(1_000);
    assertThat(UserEstimate.of(1_000, at("7fffffff"))).isEqualTo(2_000);
    assertThat(UserEstimate.of(1_000, at("000fffff"))).isEqualTo(4_096_000);
    assertThat(UserEstimate.of(1_000, at("00000000"))).isEqualTo(Integer.MAX_VALUE);
  }

  /// Six times the error of one in three.
  @Test
  void section_2_1_random_subs_are_estimated_within_a_fifth() {
    var random = new SeededRandom(12);
    for (int users : new int[] {1_000, 20_000, 100_000}) {
      var last =
          Stream.generate(() -> UserSub.mint(random).value())
              .limit(users)
              .sorted()
              .skip(UserEstimate.SAMPLE - 1)
              .findFirst()
              .orElseThrow();
      assertThat(UserEstimate.of(UserEstimate.SAMPLE, new UserSub(last)))
          .isBetween(users * 4 / 5, users * 6 / 5);
    }
  }
}
