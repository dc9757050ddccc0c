package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.History.Answer;
import dev.gatehouse.store.History.Call;
import dev.gatehouse.store.History.Operation;
import dev.gatehouse.store.History.State;
import dev.gatehouse.testing.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What must hold when several nodes, or the callers of one, use a database at the same time: the
/// races of RL-32 and the histories of RL-70. A backend's test says how its nodes are opened.
public abstract class TwoNodesContract {
  private static final int CALLERS = 20;
  private static final int RACES = 120;
  private static final int HISTORIES = 150;
  private static final int WRITERS = 4;
  private static final int CALLS = 5;
  private static final int TRIES_MAX = 20;

  private final AtomicLong moments = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private List<Store> nodes = List.of();

  /// Stores on one empty database; one where only one process may use it.
  protected abstract List<Store> openNodes() throws Exception;

  @BeforeEach
  void open() throws Exception {
    nodes = openNodes();
    write(
        0,
        tx -> {
          tx.userPools().insert(Rows.pool(POOL));
          tx.userPools().insert(Rows.pool(OTHER_POOL));
        });
  }

  @AfterEach
  void close() {
    threads.close();
    nodes.forEach(Store::close);
  }

  private interface Work {
    void run(WriteTx tx);
  }

  private void write(int caller, Work work) {
    nodes
        .get(caller % nodes.size())
        .write(tx -> {
          work.run(tx);
          return true;
        });
  }

  @Test
  void rl_32_of_twenty_callers_exactly_one_gets_each_name() throws Exception {
    var races =
        List.<BiConsumer<Integer, String>>of(
            (i, name) -> write(i, tx -> tx.appClients().insert(client(i, name))),
            (i, name) -> write(i, tx -> tx.domains().insert(Rows.domain(poolOf(i), name))),
            (i, name) -> write(i, tx -> tx.resourceServers().insert(Rows.server(POOL, name))),
            (i, name) -> write(i, tx -> tx.accessKeys().insert(Rows.accessKey(name))));
    var winners = new TreeMap<Integer, Integer>();
    for (int round = 0; round < RACES; round++) {
      var name = "name" + round;
      for (var race : races) {
        var answers = Race.answers(CALLERS, i -> succeeds(() -> race.accept(i, name)));
        winners.merge(Collections.frequency(answers, true), 1, Integer::sum);
      }
    }
    assertThat(winners)
        .as("successes of one name: how often")
        .isEqualTo(new TreeMap<>(Map.of(1, RACES * races.size())));
  }

  private static UserPoolId poolOf(int caller) {
    return caller / 2 % 2 == 0 ? POOL : OTHER_POOL;
  }

  private static AppClients.Row client(int caller, String name) {
    return Rows.client(poolOf(caller), new ClientId(name));
  }

  /// Twenty callers on a busy machine may wait longer for a connection than a store lets them;
  /// nothing was written then, and they ask again.
  private static boolean succeeds(Runnable call) {
    for (int tries = 0; ; tries++) {
      try {
        call.run();
        return true;
      } catch (RefusedException refused) {
        return false;
      } catch (StoreUnavailableException crowded) {
        assertThat(crowded).hasMessageEndingWith("nothing was written");
        assertThat(tries).isLessThan(TRIES_MAX);
      }
    }
  }

  @Test
  void rl_70_the_history_of_each_client_is_that_of_one_row() throws Exception {
    var seed = Long.getLong("gatehouse.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < HISTORIES; round++) {
      var id = new ClientId("client" + round);
      var barrier = new CyclicBarrier(WRITERS);
      var running = new ArrayList<Future<List<Call>>>();
      for (int i = 0; i < WRITERS; i++) {
        var number = i;
        var own = new Random(random.nextLong());
        running.add(
            threads.submit(() -> {
              barrier.await();
              return calls(number, id, own);
            }));
      }
      var history = new ArrayList<Call>();
      for (var caller : running) {
        history.addAll(caller.get());
      }
      assertThat(History.isLinearizable(history))
          .as("-Dgatehouse.seed=%s round %s: %s", seed, round, history)
          .isTrue();
    }
  }

  private List<Call> calls(int caller, ClientId id, Random random) {
    var calls = new ArrayList<Call>();
    long version = 1;
    for (int i = 0; i < CALLS; i++) {
      var value = "c" + caller + "v" + i;
      var operation =
          switch (random.nextInt(8)) {
            case 0, 1 -> new Operation.Create(value);
            case 2, 3, 4 -> new Operation.Update(value, version + 1);
            case 5 -> new Operation.Delete();
            default -> new Operation.Find();
          };
      var begun = moments.incrementAndGet();
      var answer = answer(caller, id, operation);
      calls.add(new Call(operation, answer, begun, moments.incrementAndGet()));
      version = known(operation, answer, version);
    }
    return calls;
  }

  /// The version that the caller last heard of.
  private static long known(Operation operation, Answer answer, long before) {
    if (answer instanceof Answer.Found(var state)) {
      return state.map(State::version).orElse(before);
    }
    return answer instanceof Answer.Done && operation instanceof Operation.Update(var _, var next)
        ? next
        : before;
  }

  private Answer answer(int caller, ClientId id, Operation operation) {
    return switch (operation) {
      case Operation.Create(var value) ->
          done(() -> write(caller, tx -> tx.appClients().insert(row(id, value, 1))));
      case Operation.Update(var value, var next) ->
          done(() -> write(caller, tx -> tx.appClients().update(row(id, value, next))));
      case Operation.Delete _ -> done(() -> write(caller, tx -> tx.appClients().delete(POOL, id)));
      case Operation.Find _ ->
          new Answer.Found(
              nodes
                  .get(caller % nodes.size())
                  .<Optional<AppClients.Row>>read(tx -> tx.appClients().find(POOL, id))
                  .map(row -> new State(row.name(), row.version())));
    };
  }

  private static Answer done(Runnable call) {
    return succeeds(call) ? new Answer.Done() : new Answer.Refused();
  }

  private static AppClients.Row row(ClientId id, String value, long version) {
    return new AppClients.Row(POOL, id, value, "{}", Optional.empty(), version, NOW, NOW);
  }
}
