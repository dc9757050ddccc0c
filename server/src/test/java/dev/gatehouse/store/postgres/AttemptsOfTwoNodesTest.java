package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Limits hold for all nodes together, and after one has started anew (BF-03, BF-05, RL-34).
class AttemptsOfTwoNodesTest {
  private static final int CALLERS = 20;

  @Test
  void bf_03_bf_05_rl_34_two_nodes_look_at_no_more_than_one_would() throws Exception {
    var url = TestDatabases.migratedUrl();
    try (var one = PostgresStore.open(url, () -> NOW);
        var other = PostgresStore.open(url, () -> NOW)) {
      one.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return tx;
      });
      assertThat(allowed(List.of(one, other), AttemptKind.PASSWORD)).isEqualTo(5);
      assertThat(allowed(List.of(one, other), AttemptKind.SIGN_UP_CODE)).isEqualTo(15);
    }
    try (var again = PostgresStore.open(url, () -> NOW)) {
      assertThat(allowed(List.of(again), AttemptKind.PASSWORD)).isZero();
      assertThat(allowed(List.of(again), AttemptKind.SIGN_UP_CODE)).isZero();
    }
  }

  /// How many of twenty at once may go on.
  private static int allowed(List<Store> nodes, AttemptKind kind) throws Exception {
    return Race.of(CALLERS, i -> reserve(nodes.get(i % nodes.size()), kind)).successes();
  }

  private static void reserve(Store node, AttemptKind kind) {
    Patience.until("an answer", () -> hasReserved(node, kind));
  }

  /// @return false where the database was not quick enough
  private static boolean hasReserved(Store node, AttemptKind kind) {
    try {
      return node.write(tx -> {
        tx.attempts().reserve(POOL, "name", kind, NOW);
        return true;
      });
    } catch (StoreUnavailableException crowded) {
      assertThat(crowded).hasMessageEndingWith("nothing was written");
      return false;
    }
  }
}
