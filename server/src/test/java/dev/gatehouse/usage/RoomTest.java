package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.UsageHistory;
import dev.gatehouse.store.UsageHistory.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is remembered of spans that are full.
class RoomTest {
  private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");
  private static final Key CLIENT = new Key("us-east-1_a", "one", 60, HOUR);

  private final RecordingHistory history = new RecordingHistory();
  private final Room room = new Room();

  /// A pool that is full, in a history that is not; knows what was counted.
  private static final class RecordingHistory implements UsageHistory {
    private final List<String> counted = new ArrayList<>();

    @Override
    public int countClients(int minutes, Instant startsAt) {
      counted.add("all");
      return Room.CLIENTS_OF_POOL_MAX;
    }

    @Override
    public int countClients(int minutes, Instant startsAt, UserPoolId poolId) {
      counted.add(poolId.value());
      return poolId.value().equals(CLIENT.poolId()) ? Room.CLIENTS_OF_POOL_MAX : 0;
    }

    @Override
    public int countPools(int minutes, Instant startsAt) {
      throw new AssertionError("nobody asks that");
    }

    @Override
    public List<Row> list(Key from) {
      throw new AssertionError("nobody asks that");
    }

    @Override
    public List<Row> listOfClients(Clients clients, int minutes, Instant from) {
      throw new AssertionError("nobody asks that");
    }

    @Override
    public Map<ClientId, Instant> lastTokens(Clients clients) {
      throw new AssertionError("nobody asks that");
    }
  }

  private boolean fits(Key key) {
    var without = room.without(key, history, Set.of());
    without.ifPresent(rows -> room.remember(Set.of(rows)));
    return without.isEmpty();
  }

  @Test
  void a_span_that_is_full_is_counted_once() {
    assertThat(fits(CLIENT)).isFalse();
    assertThat(fits(CLIENT)).isFalse();
    assertThat(history.counted).containsExactly(CLIENT.poolId());

    assertThat(fits(new Key("us-east-1_b", "two", 60, HOUR))).isTrue();
    assertThat(history.counted).containsExactly(CLIENT.poolId(), "us-east-1_b", "all");
  }

  @Test
  void what_a_transaction_has_found_counts_within_it_and_later_if_it_is_remembered() {
    var found = room.without(CLIENT, history, Set.of());
    assertThat(room.without(CLIENT, history, Set.of(found.orElseThrow()))).isEqualTo(found);
    assertThat(history.counted).hasSize(1);
    assertThat(room.without(CLIENT, history, Set.of())).isEqualTo(found);
    assertThat(history.counted).as("it was rolled back").hasSize(2);
  }

  @Test
  void it_is_forgotten_when_the_span_is_over() {
    fits(CLIENT);
    room.forgetBefore(HOUR);
    fits(CLIENT);
    assertThat(history.counted).hasSize(1);
    room.forgetBefore(HOUR.plusSeconds(3600));
    fits(CLIENT);
    assertThat(history.counted).hasSize(2);
  }

  @Test
  void the_server_s_own_row_always_fits() {
    assertThat(fits(new Key("", "", 60, HOUR))).isTrue();
    assertThat(history.counted).isEmpty();
  }
}
