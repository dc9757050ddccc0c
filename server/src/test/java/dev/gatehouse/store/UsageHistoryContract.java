package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.CLIENT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.UsageHistory.Clients;
import dev.gatehouse.store.UsageHistory.Row;
import dev.gatehouse.testing.Race;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do with the history of what applications do.
public abstract class UsageHistoryContract extends StoreUnderTest {
  private static final ClientId LATER = new ClientId("2" + CLIENT.value());

  @BeforeEach
  void fill() {
    write(tx -> {
      tx.appClients().insert(Rows.client(POOL, CLIENT));
      tx.appClients().insert(Rows.client(POOL, LATER));
    });
  }

  private static Instant minute(int n) {
    return Instant.ofEpochSecond(NOW.getEpochSecond() / 3600 * 3600).plusSeconds(n * 60L);
  }

  private static UsageHistory.Key key(UserPoolId pool, String client, int n) {
    return new UsageHistory.Key(pool.value(), client, 1, minute(n));
  }

  private static Row row(UsageHistory.Key key, String counts) {
    return new Row(key, counts);
  }

  private void insert(Row... rows) {
    write(tx -> {
      for (var row : rows) {
        assertThat(tx.usageHistory().insert(row)).isTrue();
      }
    });
  }

  private <T> T ask(Function<UsageHistory, T> question) {
    return store.read(tx -> question.apply(tx.usageHistory()));
  }

  @Test
  void lists_the_spans_of_one_length_from_an_instant_on() {
    var first = row(key(POOL, "", 1), "{\"f\":1}");
    var second = row(key(POOL, "", 2), "{\"f\":2}");
    var tens = row(new UsageHistory.Key(POOL.value(), "", 10, minute(10)), "{\"f\":3}");
    insert(second, first, tens, row(key(OTHER_POOL, "", 2), "{}"), row(key(POOL, "c", 2), "{}"));
    insert(row(new UsageHistory.Key("", "", 1, minute(2)), "{\"f\":4}"));

    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, "", 0))))
        .containsExactly(first, second);
    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, "", 2)))).containsExactly(second);
    assertThat(
            this.<List<Row>>ask(
                usage -> usage.list(new UsageHistory.Key(POOL.value(), "", 10, minute(0)))))
        .containsExactly(tens);
    assertThat(this.<List<Row>>ask(usage -> usage.list(new UsageHistory.Key("", "", 1, minute(0)))))
        .containsExactly(row(new UsageHistory.Key("", "", 1, minute(2)), "{\"f\":4}"));
    assertThat(this.<Integer>ask(usage -> usage.countPools(1, minute(2)))).isEqualTo(3);
    assertThat(this.<Integer>ask(usage -> usage.countClients(1, minute(2)))).isEqualTo(1);
    assertThat(this.<Integer>ask(usage -> usage.countClients(1, minute(2), POOL))).isEqualTo(1);
    assertThat(this.<Integer>ask(usage -> usage.countClients(1, minute(2), OTHER_POOL))).isZero();
    assertThat(this.<Integer>ask(usage -> usage.countPools(10, minute(2)))).isZero();
  }

  @Test
  void lists_some_clients_of_a_pool() {
    var one = row(key(POOL, CLIENT.value(), 1), "{}");
    var two = row(key(POOL, LATER.value(), 1), "{}");
    insert(two, one, row(key(POOL, "", 1), "{}"), row(key(POOL, "9", 1), "{}"));
    insert(row(key(POOL, CLIENT.value(), 0), "{}"), row(key(OTHER_POOL, LATER.value(), 1), "{}"));

    var both = new Clients(POOL, CLIENT, LATER);
    assertThat(this.<List<Row>>ask(usage -> usage.listOfClients(both, 1, minute(1))))
        .containsExactly(one, two);
    assertThat(
            this.<List<Row>>ask(
                usage -> usage.listOfClients(new Clients(POOL, LATER, LATER), 1, minute(1))))
        .containsExactly(two);
  }

  @Test
  void a_span_is_made_once_and_its_counts_replaced() {
    var key = key(POOL, "", 1);
    insert(row(key, "{\"f\":1}"));
    write(tx -> {
      assertThat(tx.usageHistory().insert(row(key, "{\"f\":9}"))).isFalse();
      assertThat(tx.usageHistory().lock(key)).contains("{\"f\":1}");
      assertThat(tx.usageHistory().lock(key(POOL, "", 2))).isEmpty();
      tx.usageHistory().update(row(key, "{\"f\":2}"));
    });
    assertThat(this.<List<Row>>ask(usage -> usage.list(key)))
        .containsExactly(row(key, "{\"f\":2}"));
  }

  @Test
  void who_adds_at_once_loses_nothing() throws Exception {
    var key = key(POOL, "", 1);
    Race.of(
        4,
        _ -> {
          for (int i = 0; i < 10; i++) {
            write(tx -> add(tx.usageHistory(), key));
          }
        });
    assertThat(this.<List<Row>>ask(usage -> usage.list(key))).containsExactly(row(key, "40"));
  }

  private static void add(UsageHistory.Writes usage, UsageHistory.Key key) {
    var known = usage.lock(key);
    if (known.isEmpty() && usage.insert(row(key, "1"))) {
      return;
    }
    var counts = known.or(() -> usage.lock(key)).orElseThrow();
    usage.update(row(key, Integer.toString(Integer.parseInt(counts) + 1)));
  }

  @Test
  void the_last_token_is_the_latest() {
    var all = new Clients(POOL, CLIENT, LATER);
    assertThat(this.<Map<ClientId, Instant>>ask(usage -> usage.lastTokens(all))).isEmpty();
    write(tx -> tx.usageHistory().tokenIssued(POOL, CLIENT, NOW));
    write(tx -> tx.usageHistory().tokenIssued(POOL, CLIENT, NOW.minusSeconds(9)));
    write(tx -> tx.usageHistory().tokenIssued(POOL, LATER, NOW.minusSeconds(9)));
    write(tx -> tx.usageHistory().tokenIssued(POOL, LATER, NOW.plusSeconds(9)));
    assertThat(this.<Map<ClientId, Instant>>ask(usage -> usage.lastTokens(all)))
        .isEqualTo(Map.of(CLIENT, NOW, LATER, NOW.plusSeconds(9)));
  }

  @Test
  void holds_a_client_that_is_there_and_no_other_with_its_id() {
    write(tx -> {
      assertThat(tx.usageHistory().hold(POOL, CLIENT, NOW)).isTrue();
      assertThat(tx.usageHistory().hold(POOL, CLIENT, NOW.minusMillis(1))).isFalse();
      assertThat(tx.usageHistory().hold(OTHER_POOL, CLIENT, NOW)).isFalse();
    });
  }

  @Test
  void a_deleted_client_leaves_nothing() {
    insert(row(key(POOL, CLIENT.value(), 1), "{}"), row(key(POOL, LATER.value(), 1), "{}"));
    write(tx -> tx.usageHistory().tokenIssued(POOL, CLIENT, NOW));
    write(tx -> tx.appClients().delete(POOL, CLIENT));
    write(tx -> tx.appClients().insert(Rows.client(POOL, CLIENT)));

    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, CLIENT.value(), 0)))).isEmpty();
    assertThat(
            this.<Map<ClientId, Instant>>ask(
                usage -> usage.lastTokens(new Clients(POOL, CLIENT, LATER))))
        .isEmpty();
    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, LATER.value(), 0)))).hasSize(1);
  }

  @Test
  void a_deleted_pool_leaves_nothing() {
    for (int n = 0; n < 7; n++) {
      insert(row(key(POOL, "", n), "{}"), row(key(POOL, CLIENT.value(), n), "{}"));
    }
    insert(
        row(key(OTHER_POOL, "", 1), "{}"), row(new UsageHistory.Key("", "", 1, minute(1)), "{}"));
    write(tx -> tx.usageHistory().tokenIssued(POOL, CLIENT, NOW));
    write(tx -> tx.userPools().remove(POOL));
    int rounds = 0;
    while (store.<Boolean>write(tx -> tx.userPools().purge(POOL, 5))) {
      rounds++;
    }
    assertThat(rounds).as("a few at a time").isGreaterThan(1);
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, "", 0)))).isEmpty();
    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, CLIENT.value(), 0)))).isEmpty();
    assertThat(this.<List<Row>>ask(usage -> usage.list(key(OTHER_POOL, "", 0)))).hasSize(1);
    assertThat(this.<Integer>ask(usage -> usage.countPools(1, minute(1)))).isEqualTo(2);
  }

  @Test
  void old_spans_of_one_length_go_in_pieces() {
    for (int n = 0; n < 5; n++) {
      insert(row(key(POOL, "", n), "{}"));
    }
    insert(row(new UsageHistory.Key(POOL.value(), "", 10, minute(0)), "{}"));
    assertThat(deleteBefore(minute(4), 3)).isEqualTo(3);
    assertThat(deleteBefore(minute(4), 3)).isEqualTo(1);
    assertThat(deleteBefore(minute(4), 3)).isZero();
    assertThat(this.<List<Row>>ask(usage -> usage.list(key(POOL, "", 0))))
        .containsExactly(row(key(POOL, "", 4), "{}"));
    assertThat(this.<Integer>ask(usage -> usage.countPools(10, minute(0)))).isEqualTo(1);
  }

  private int deleteBefore(Instant before, int limit) {
    return store.<Integer>write(tx -> tx.usageHistory().deleteBefore(1, before, limit));
  }

  /// Nodes forget what is in the feed: for each ten seconds of traffic that would be everything.
  @Test
  void nothing_of_it_is_in_the_change_feed() {
    var before = store.<Long>read(tx -> tx.changes().lastSequence());
    insert(row(key(POOL, CLIENT.value(), 1), "{}"));
    write(tx -> {
      tx.usageHistory().lock(key(POOL, CLIENT.value(), 1));
      tx.usageHistory().update(row(key(POOL, CLIENT.value(), 1), "{\"f\":1}"));
      tx.usageHistory().tokenIssued(POOL, CLIENT, NOW);
      tx.usageHistory().deleteBefore(1, minute(9), 9);
    });
    assertThat(store.<Long>read(tx -> tx.changes().lastSequence())).isEqualTo(before);
    assertThat(this.<Optional<?>>ask(usage -> usage.list(key(POOL, "", 0)).stream().findAny()))
        .isEmpty();
  }
}
