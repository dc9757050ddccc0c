package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.UsageHistory.Clients;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.NoStore;
import dev.gatehouse.testing.PassingStore;
import dev.gatehouse.testing.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is counted on nodes, written into one history, and read from it; on either database.
abstract class UsageContract {
  private static final UserPoolId POOL = Rows.POOL;
  private static final ClientId ONE = new ClientId("one");
  private static final ClientId TWO = new ClientId("two");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = ManualClock.atStart();
  private final Env env = new Env(clock, new SeededRandom(1));
  private final Usage usage = new Usage(true);
  private Store store = new NoStore();
  private Store another = new NoStore();
  private UsageWriter writer = new UsageWriter(usage, store, env);

  abstract Store openEmpty() throws Exception;

  /// The store of another node on the same database.
  abstract Store openAnother();

  @BeforeEach
  void open() throws Exception {
    store = openEmpty();
    another = openAnother();
    writer = new UsageWriter(usage, store, env);
    write(tx -> {
      tx.userPools().insert(Rows.pool(POOL));
      tx.userPools().insert(Rows.pool(Rows.OTHER_POOL));
      insert(tx, POOL, ONE);
      insert(tx, POOL, TWO);
    });
  }

  @AfterEach
  void close() {
    another.close();
    store.close();
  }

  private void write(Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  private void insert(WriteTx tx, UserPoolId pool, ClientId id) {
    tx.appClients()
        .insert(
            new AppClients.Row(
                pool, id, "c", "{}", Optional.empty(), 1, clock.instant(), clock.instant()));
  }

  private static RequestNotes of(UserPoolId pool, ClientId id, Instant createdAt) {
    var notes = new RequestNotes();
    notes.client(id.value(), pool.value(), createdAt);
    return notes;
  }

  private static RequestNotes of(ClientId id) {
    return of(POOL, id, ManualClock.START);
  }

  private static RequestNotes issued(RequestNotes notes, String grant) {
    notes.grant(grant);
    notes.issued();
    return notes;
  }

  private static RequestNotes refused(RequestNotes notes, String code) {
    notes.refused(code, List.of());
    return notes;
  }

  private static void tokens(Usage usage, ClientId id, int count) {
    for (int i = 0; i < count; i++) {
      usage.answeredToken(issued(of(id), Grants.CLIENT_CREDENTIALS), 200, 600_000);
    }
  }

  private History read(Function<ReadTx, History> question) {
    return store.read(question);
  }

  private History ofPool(Range range) {
    return read(tx -> History.ofPool(tx, POOL, range, clock.instant()));
  }

  private History ofClient(ClientId id) {
    return read(tx -> History.ofClient(tx, POOL, id, Range.DAY, clock.instant()));
  }

  private History ofServer(Range range) {
    return read(tx -> History.ofServer(tx, range, clock.instant()));
  }

  private static SortedMap<String, Long> map(String key, long count) {
    return new TreeMap<>(Map.of(key, count));
  }

  private static Counts machineTokens(long count, boolean hasLatencies) {
    var latencies = new TreeMap<Integer, Long>();
    if (hasLatencies) {
      latencies.put(5, count);
    }
    return new Counts(map(Grants.CLIENT_CREDENTIALS, count), 0, new TreeMap<>(), latencies);
  }

  @Test
  void what_clients_did_is_theirs_their_pool_s_and_the_server_s() {
    tokens(usage, ONE, 3);
    tokens(usage, TWO, 2);
    usage.answeredToken(refused(new RequestNotes(), "invalid_client"), 400, 600_000);
    writer.flush();

    assertThat(ofClient(ONE).total()).isEqualTo(machineTokens(3, false));
    assertThat(ofClient(TWO).total()).isEqualTo(machineTokens(2, false));
    for (var range : Range.values()) {
      assertThat(ofPool(range).total()).as("%s", range).isEqualTo(machineTokens(5, true));
      assertThat(ofServer(range).total())
          .as("%s", range)
          .isEqualTo(
              new Counts(
                  map(Grants.CLIENT_CREDENTIALS, 5),
                  0,
                  map("invalid_client", 1),
                  new TreeMap<>(Map.of(5, 6L))));
    }
    assertThat(
            store.<Map<ClientId, History.OfClient>>read(tx ->
                History.ofClients(tx, new Clients(POOL, ONE, TWO), Range.DAY, clock.instant())))
        .isEqualTo(
            Map.of(
                ONE,
                new History.OfClient(machineTokens(3, false), Optional.of(ManualClock.START)),
                TWO,
                new History.OfClient(machineTokens(2, false), Optional.of(ManualClock.START))));
  }

  @Test
  void users_sign_in_or_do_not() {
    usage.answeredCall(issued(of(ONE), Grants.SIGN_IN), 200);
    usage.answeredCall(issued(of(ONE), Grants.REFRESH_TOKEN), 200);
    var challenged = of(ONE);
    challenged.grant(Grants.SIGN_IN);
    usage.answeredCall(challenged, 200);
    var wrong = refused(of(ONE), "NotAuthorizedException");
    wrong.grant(Grants.SIGN_IN);
    usage.answeredCall(wrong, 400);
    var spent = refused(of(ONE), "NotAuthorizedException");
    spent.grant(Grants.REFRESH_TOKEN);
    usage.answeredCall(spent, 400);
    var away = refused(of(ONE), "ServiceUnavailableException");
    away.grant(Grants.SIGN_IN);
    usage.answeredCall(away, 503);
    usage.answeredCall(refused(new RequestNotes(), "AccessDeniedException"), 400);
    writer.flush();

    var total = ofPool(Range.HOUR).total();
    assertThat(total)
        .isEqualTo(
            new Counts(
                new TreeMap<>(Map.of(Grants.SIGN_IN, 1L, Grants.REFRESH_TOKEN, 1L)),
                1,
                new TreeMap<>(
                    Map.of("NotAuthorizedException", 2L, "ServiceUnavailableException", 1L)),
                new TreeMap<>()));
    assertThat(total.signIns()).isEqualTo(1);
    assertThat(ofServer(Range.HOUR).total()).isEqualTo(total);
  }

  @Test
  void nothing_is_written_where_nothing_happened() {
    tokens(usage, ONE, 1);
    writer.flush();
    var before = ofServer(Range.HOUR);
    clock.advance(Duration.ofMinutes(2));
    writer.flush();
    assertThat(ofServer(Range.HOUR).points()).isEqualTo(before.points());
  }

  @Test
  void each_span_has_its_point() {
    tokens(usage, ONE, 1);
    writer.flush();
    clock.advance(Duration.ofSeconds(54)); // 03:04:59.678
    tokens(usage, ONE, 2);
    writer.flush();
    clock.advance(SECOND);
    tokens(usage, ONE, 4);
    writer.flush();
    clock.advance(Duration.ofHours(1));
    tokens(usage, ONE, 8);
    writer.flush();

    assertThat(ofPool(Range.HOUR).points())
        .as("the last sixty minutes, of which the present one is the last")
        .containsExactly(
            new History.Point(Instant.parse("2026-01-02T04:05:00Z"), machineTokens(8, true)));
    assertThat(ofPool(Range.DAY).points())
        .containsExactly(
            new History.Point(Instant.parse("2026-01-02T03:00:00Z"), machineTokens(7, true)),
            new History.Point(Instant.parse("2026-01-02T04:00:00Z"), machineTokens(8, true)));
    assertThat(ofPool(Range.WEEK).points()).isEqualTo(ofPool(Range.DAY).points());
    assertThat(ofPool(Range.HOUR).from()).isEqualTo(Instant.parse("2026-01-02T03:06:00Z"));
    assertThat(ofPool(Range.DAY).from()).isEqualTo(Instant.parse("2026-01-01T04:10:00Z"));
    assertThat(ofPool(Range.WEEK).from()).isEqualTo(Instant.parse("2025-12-26T05:00:00Z"));
  }

  @Test
  void two_nodes_have_one_history() {
    var itsUsage = new Usage(true);
    var itsWriter = new UsageWriter(itsUsage, another, env);
    tokens(usage, ONE, 3);
    tokens(itsUsage, ONE, 4);
    tokens(itsUsage, TWO, 1);
    itsWriter.flush();
    writer.flush();
    tokens(itsUsage, ONE, 2);
    itsWriter.flush();

    assertThat(ofClient(ONE).total()).isEqualTo(machineTokens(9, false));
    assertThat(ofPool(Range.HOUR).total()).isEqualTo(machineTokens(10, true));
    assertThat(ofServer(Range.HOUR).total()).isEqualTo(machineTokens(10, true));
  }

  @Test
  void a_write_that_failed_is_made_up_for() {
    var failing =
        new PassingStore(store) {
          @Override
          public <T> T write(Function<WriteTx, T> work) {
            throw new StoreUnavailableException("away", new IllegalStateException());
          }
        };
    tokens(usage, ONE, 3);
    assertThatThrownBy(() -> new UsageWriter(usage, failing, env).flush())
        .isInstanceOf(StoreUnavailableException.class);
    writer.flush();
    writer.flush();
    assertThat(ofPool(Range.HOUR).total()).isEqualTo(machineTokens(3, true));
  }

  @Test
  void a_deleted_client_s_last_counts_go_to_nobody() {
    tokens(usage, ONE, 3);
    write(tx -> tx.appClients().delete(POOL, ONE));
    clock.advance(SECOND);
    write(tx -> insert(tx, POOL, ONE));
    writer.flush();

    assertThat(ofClient(ONE).points()).isEmpty();
    assertThat(ofPool(Range.HOUR).points()).isEmpty();

    var another = of(POOL, ONE, clock.instant());
    usage.answeredToken(issued(another, Grants.CLIENT_CREDENTIALS), 200, 600_000);
    writer.flush();
    assertThat(ofClient(ONE).total()).isEqualTo(machineTokens(1, false));
  }

  @Test
  void a_pool_that_is_made_again_has_no_history() {
    tokens(usage, ONE, 3);
    writer.flush();
    tokens(usage, ONE, 3);
    write(tx -> Rows.delete(tx, POOL));
    clock.advance(SECOND);
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));
    writer.flush();

    assertThat(ofPool(Range.HOUR).points()).isEmpty();
    assertThat(ofServer(Range.HOUR).total())
        .as("what was written")
        .isEqualTo(machineTokens(3, true));
  }

  @Test
  void what_no_chart_shows_is_deleted() {
    tokens(usage, ONE, 1);
    writer.flush();
    for (var range : Range.values()) {
      assertThat(ofPool(range).points()).as("%s", range).hasSize(1);
    }
    clock.advance(Duration.ofHours(2));
    writer.removeOld();
    assertThat(rows())
        .as("ten minutes and hours of server and pool, hours of the client")
        .isEqualTo(5);
    clock.advance(Duration.ofDays(1));
    writer.removeOld();
    assertThat(rows()).as("hours").isEqualTo(3);
    assertThat(ofPool(Range.WEEK).total()).isEqualTo(machineTokens(1, true));
    clock.advance(Duration.ofDays(6));
    assertThat(ofPool(Range.WEEK).points()).isEmpty();
    writer.removeOld();
    assertThat(rows()).isZero();
    assertThat(
            store.<Map<ClientId, Instant>>read(
                tx -> tx.usageHistory().lastTokens(new Clients(POOL, ONE, TWO))))
        .as("the last token is known as long as the client is there")
        .isEqualTo(Map.of(ONE, ManualClock.START));
  }

  private int rows() {
    return store.<Integer>read(tx -> {
      int rows = 0;
      for (var resolution : Resolution.values()) {
        var start = resolution.startOf(ManualClock.START);
        rows += tx.usageHistory().countPools(resolution.minutes(), start);
        rows += tx.usageHistory().countClients(resolution.minutes(), start);
      }
      return rows;
    });
  }

  @Test
  void a_pool_has_so_many_clients_in_a_span_and_the_rest_counts_with_it() {
    var many = Room.CLIENTS_OF_POOL_MAX + 10;
    busy(POOL, "m", many);
    writer.flush();
    busy(Rows.OTHER_POOL, "o", 3);
    writer.flush();

    assertThat(clientRows()).isEqualTo(Room.CLIENTS_OF_POOL_MAX + 3);
    assertThat(ofPool(Range.HOUR).total()).isEqualTo(machineTokens(many, true));
    assertThat(ofServer(Range.WEEK).total()).isEqualTo(machineTokens(many + 3, true));
  }

  @Test
  void a_span_has_so_many_clients_and_the_rest_counts_with_pool_and_server() {
    int pools = Room.CLIENTS_MAX / Room.CLIENTS_OF_POOL_MAX;
    for (int n = 0; n < pools; n++) {
      var pool = new UserPoolId("us-east-1_c%08d".formatted(n));
      write(tx -> tx.userPools().insert(Rows.pool(pool)));
      busy(pool, "p" + n + "m", Room.CLIENTS_OF_POOL_MAX);
    }
    writer.flush();
    busy(POOL, "m", 10);
    writer.flush();

    assertThat(clientRows()).isEqualTo(Room.CLIENTS_MAX);
    assertThat(ofPool(Range.HOUR).total()).isEqualTo(machineTokens(10, true));
    assertThat(ofServer(Range.WEEK).total()).isEqualTo(machineTokens(Room.CLIENTS_MAX + 10, true));
  }

  /// New clients of a pool, each of which gets a token.
  private void busy(UserPoolId pool, String prefix, int count) {
    var ids = IntStream.range(0, count).mapToObj(n -> new ClientId(prefix + n)).toList();
    write(tx -> ids.forEach(id -> insert(tx, pool, id)));
    for (var id : ids) {
      var notes = issued(of(pool, id, ManualClock.START), Grants.CLIENT_CREDENTIALS);
      usage.answeredToken(notes, 200, 600_000);
    }
  }

  private int clientRows() {
    var start = Resolution.HOUR.startOf(clock.instant());
    return store.<Integer>read(tx -> tx.usageHistory().countClients(60, start));
  }

  @Test
  void a_span_has_so_many_pools_and_the_rest_counts_with_the_server() {
    var pools =
        IntStream.rangeClosed(0, Room.POOLS_MAX)
            .mapToObj(n -> new UserPoolId("us-east-1_c%08d".formatted(n)))
            .toList();
    write(tx ->
        pools.forEach(pool -> {
          tx.userPools().insert(Rows.pool(pool));
          insert(tx, pool, new ClientId(pool.value().substring(10)));
        }));
    for (var pool : pools) {
      var id = new ClientId(pool.value().substring(10));
      var notes = issued(of(pool, id, ManualClock.START), Grants.CLIENT_CREDENTIALS);
      usage.answeredToken(notes, 200, 600_000);
    }
    writer.flush();

    var start = Resolution.MINUTE.startOf(clock.instant());
    assertThat(store.<Integer>read(tx -> tx.usageHistory().countPools(1, start)))
        .as("and the server")
        .isEqualTo(Room.POOLS_MAX + 1);
    assertThat(ofServer(Range.HOUR).total()).isEqualTo(machineTokens(pools.size(), true));
  }
}
