package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    var barrier = new CyclicBarrier(CALLERS);
    var running = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        var node = nodes.get(i % nodes.size());
        running.add(
            threads.submit(() -> {
              barrier.await();
              return isAllowed(node, kind);
            }));
      }
    }
    int allowed = 0;
    for (var call : running) {
      allowed += call.get() ? 1 : 0;
    }
    return allowed;
  }

  private static boolean isAllowed(Store node, AttemptKind kind) {
    try {
      node.write(tx -> {
        tx.attempts().reserve(POOL, "name", kind, NOW);
        return true;
      });
      return true;
    } catch (RefusedException refused) {
      return false;
    }
  }
}
