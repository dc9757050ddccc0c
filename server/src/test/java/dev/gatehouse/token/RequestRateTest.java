package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");
  private static final ClientId OTHER = new ClientId("other");

  private final ManualClock clock = ManualClock.atStart();
  private final RequestRate rate = new RequestRate(5, clock);

  @Test
  void a_client_gets_a_second_of_tokens_at_once_and_no_more() {
    assertThat(taken(CLIENT, 20)).isEqualTo(5);
    assertThat(taken(OTHER, 20)).as("another client has its own share").isEqualTo(5);
  }

  @Test
  void a_share_comes_back_with_time() {
    taken(CLIENT, 5);

    clock.advance(Duration.ofMillis(199));
    assertThat(taken(CLIENT, 1)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(taken(CLIENT, 2)).isEqualTo(1);

    clock.advance(Duration.ofHours(1));
    assertThat(taken(CLIENT, 20)).as("what was not used is not saved up").isEqualTo(5);
  }

  @Test
  void concurrent_calls_get_no_more_than_one_after_the_other() throws Exception {
    var sum = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        var _ = threads.submit(() -> sum.addAndGet(taken(CLIENT, 10)));
      }
    }

    assertThat(sum).hasValue(5);
  }

  @Test
  void zero_is_no_limit() {
    var off = new RequestRate(0, clock);
    for (int i = 0; i < 10_000; i++) {
      off.take(CLIENT);
    }
  }

  private int taken(ClientId id, int asked) {
    int count = 0;
    for (int i = 0; i < asked; i++) {
      try {
        rate.take(id);
        count++;
      } catch (RefusedException refused) {
        assertThat(refused.refusal()).isEqualTo(new Refusal.TooManyRequests(id));
      }
    }
    return count;
  }
}
