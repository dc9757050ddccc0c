package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.CLIENT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.testing.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What must hold when several callers write at once. A backend's test says only how to open an
/// empty store.
public abstract class ConcurrencyContract {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 10;

  private Store store;

  protected abstract Store openEmpty() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = openEmpty();
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(POOL));
      tx.userPools().insert(Rows.pool(OTHER_POOL));
      return true;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("RL-32: exactly one of several callers gets an id, a prefix, an identifier")
  void rl_32_exactly_one_of_several_callers_gets_an_id() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var name = "name" + round;
      assertThat(race(i -> insertClient(i, name))).containsExactly(new Refusal.IdTaken(name));
      assertThat(race(i -> insertDomain(i, name))).containsExactly(new Refusal.DomainTaken(name));
      assertThat(race(_ -> insertServer(name)))
          .containsExactly(new Refusal.ResourceServerExists(POOL, name));
      assertThat(race(_ -> insertAccessKey(name))).containsExactly(new Refusal.IdTaken(name));
    }
    assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(ROUNDS);
  }

  @Test
  void one_of_several_updates_of_a_version_wins() throws Exception {
    insertClient(0, CLIENT.value());
    for (long version = 2; version < 2 + ROUNDS; version++) {
      var next = version;
      assertThat(race(i -> updateClient("writer" + i, next)))
          .containsExactly(new Refusal.Conflict());
    }
    var stored = store.<Optional<AppClients.Row>>read(tx -> tx.appClients().find(POOL, CLIENT));
    assertThat(stored.orElseThrow().version()).isEqualTo(1 + ROUNDS);
  }

  @Test
  void a_limit_that_is_checked_under_the_lock_of_the_pool_holds() throws Exception {
    var limit = 3;
    var refusals =
        race(
            i ->
                store.write(tx -> {
                  assertThat(tx.userPools().lock(POOL)).isPresent();
                  if (tx.resourceServers().count(POOL) >= limit) {
                    throw new RefusedException(new Refusal.Malformed("limit"));
                  }
                  tx.resourceServers().insert(Rows.server(POOL, "server" + i));
                  return true;
                }),
            limit);

    assertThat(refusals).containsExactly(new Refusal.Malformed("limit"));
    assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(limit);
  }

  @Test
  void counts_every_one_of_many_increments() throws Exception {
    store.write(tx -> tx.installation().putIfAbsent("counter", "0"));

    race(
        _ ->
            store.write(tx -> {
              assertThat(tx.userPools().lock(POOL)).isPresent();
              var counter = Integer.parseInt(tx.installation().find("counter").orElseThrow());
              tx.installation().put("counter", Integer.toString(counter + 1));
              return true;
            }),
        CALLERS);

    assertThat(store.<Optional<String>>read(tx -> tx.installation().find("counter")))
        .contains(Integer.toString(CALLERS));
  }

  @Test
  void a_pool_that_is_deleted_meanwhile_leaves_nothing_behind() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var name = "client" + round;
      race(i -> deleteOrFill(i, name), Optional.empty());
      var left =
          store.<List<Object>>read(tx -> {
            var found = new ArrayList<Object>(tx.domains().list(POOL));
            tx.appClients().findPool(new ClientId(name)).ifPresent(found::add);
            tx.domains().find(new DomainName(name, POOL.region())).ifPresent(found::add);
            return found;
          });
      assertThat(left).isEmpty();
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
    }
  }

  @Test
  void a_refusal_does_not_hurt_those_who_commit_with_it() throws Exception {
    var heard = new ConcurrentLinkedQueue<Change>();
    store.onChange(heard::addAll);

    race(
        i ->
            store.write(tx -> {
              tx.resourceServers().insert(Rows.server(POOL, "server" + i));
              if (i % 2 == 1) {
                throw new RefusedException(new Refusal.Conflict());
              }
              return true;
            }),
        CALLERS / 2);

    var kept = IntStream.range(0, CALLERS).filter(i -> i % 2 == 0).mapToObj(i -> "server" + i);
    var expected = kept.toList();
    assertThat(
            store.<List<ResourceServers.Row>>read(
                tx -> tx.resourceServers().list(POOL, Optional.empty(), 100)))
        .extracting(ResourceServers.Row::identifier)
        .containsExactlyElementsOf(expected);
    assertThat(heard).extracting(Change::key).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_reader_sees_one_snapshot() {
    var counts =
        store.<List<Integer>>read(tx -> {
          var before = tx.resourceServers().count(POOL);
          insertServer("between");
          return List.of(before, tx.resourceServers().count(POOL));
        });

    assertThat(counts).containsExactly(0, 0);
    assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(1);
  }

  private void deleteOrFill(int caller, String name) {
    if (caller == 0) {
      store.write(tx -> {
        tx.userPools().remove(POOL);
        return true;
      });
    } else if (caller == 1) {
      insertDomain(0, name);
    } else {
      insertClient(0, caller == 2 ? name : name + caller);
    }
  }

  private void insertClient(int caller, String id) {
    store.write(tx -> {
      tx.appClients().insert(Rows.client(caller % 2 == 0 ? POOL : OTHER_POOL, new ClientId(id)));
      return true;
    });
  }

  private void insertDomain(int caller, String name) {
    store.write(tx -> {
      tx.domains().insert(Rows.domain(caller % 2 == 0 ? POOL : OTHER_POOL, name));
      return true;
    });
  }

  private void insertServer(String identifier) {
    store.write(tx -> {
      tx.resourceServers().insert(Rows.server(POOL, identifier));
      return true;
    });
  }

  private void insertAccessKey(String id) {
    store.write(tx -> {
      tx.accessKeys().insert(Rows.accessKey(id));
      return true;
    });
  }

  private void updateClient(String name, long version) {
    store.write(tx -> {
      tx.appClients()
          .update(
              new AppClients.Row(POOL, CLIENT, name, "{}", Optional.empty(), version, NOW, NOW));
      return true;
    });
  }

  /// Exactly one caller succeeds; returns the distinct refusals of the others.
  private static List<Refusal> race(IntConsumer caller) throws Exception {
    return race(caller, 1);
  }

  private static List<Refusal> race(IntConsumer caller, int successes) throws Exception {
    return race(caller, Optional.of(successes));
  }

  private static List<Refusal> race(IntConsumer caller, Optional<Integer> successes)
      throws Exception {
    var race = Race.of(CALLERS, caller);
    successes.ifPresent(expected -> assertThat(race.successes()).isEqualTo(expected));
    return race.refusals().stream().distinct().toList();
  }
}
