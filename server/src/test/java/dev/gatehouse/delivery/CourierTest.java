package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of messages that are to be delivered.
class CourierTest {
  private static final Duration KEEP = Duration.ofDays(2);
  private static final Ways DELIVER = new Ways(false, Set.of(DeliveryMedium.EMAIL), KEEP);
  private static final Ways BOTH = new Ways(true, Set.of(DeliveryMedium.EMAIL), KEEP);

  private final Desk desk = new Desk();
  private final RecordingCarrier carrier = new RecordingCarrier();
  private final DeliveryMeters meters = new DeliveryMeters();
  private @TempDir Path directory = Path.of("");
  private Store store;

  /// Takes everything, or says what it was told to say.
  private static final class RecordingCarrier implements Carrier {
    private final List<String> carried = new CopyOnWriteArrayList<>();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    @Override
    public void carry(Messages.Row row, Content content) {
      carried.add(content.body());
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private static UndeliveredException later() {
    return UndeliveredException.forNow("451");
  }

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("gatehouse.db"), desk.clock);
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(Rows.POOL));
      return true;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Courier courier() {
    return courier(carrier, desk.sealer);
  }

  private Courier courier(Carrier own, Sealer sealer) {
    return new Courier(DeliveryMedium.EMAIL, own, parts(store, sealer));
  }

  private Courier.Parts parts(Store used, Sealer sealer) {
    return new Courier.Parts(used, desk.env, sealer, KEEP, meters);
  }

  private void post(Ways ways, MessageKind kind, String... codes) {
    var postbox = desk.postbox(ways);
    for (var code : codes) {
      var letter = postbox.render("{}", draft(kind, DeliveryMedium.EMAIL, code));
      store.write(tx -> {
        postbox.post(tx, letter);
        return true;
      });
    }
  }

  private List<Messages.Row> rows() {
    var all = new Messages.Filter(Rows.POOL, Optional.empty());
    return store.read(tx -> tx.messages().list(all, Optional.empty(), 100));
  }

  private Messages.Row row() {
    return rows().getFirst();
  }

  private void round() {
    try (var courier = courier()) {
      courier.round();
    }
  }

  private Map<String, Long> counts() {
    var shown = new Meters();
    meters.showIn(shown);
    var counts = new TreeMap<String, Long>();
    shown
        .groups()
        .getFirst()
        .samples()
        .forEach(sample -> {
          var value = ((Counter) sample.series()).value();
          if (value > 0) {
            counts.put(String.join(" ", sample.labels().values()), value);
          }
        });
    return counts;
  }

  @Test
  void what_is_due_is_delivered_once_and_then_its_words_are_gone() {
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    round();
    round();

    assertThat(carrier.carried).containsExactly("Your confirmation code is 111111");
    var row = row();
    assertThat(row.state()).isEqualTo(State.SENT);
    assertThat(row.content()).isEmpty();
    assertThat(row.attempts()).isEqualTo(1);
    assertThat(row.dueAt()).isEqualTo(desk.clock.instant().plus(KEEP));
    assertThat(counts()).containsExactly(Map.entry("email sent", 1L));
  }

  @Test
  void the_inbox_keeps_its_copy() {
    post(BOTH, MessageKind.SIGN_UP, "111111");
    round();
    assertThat(Content.open(desk.sealer, row()).orElseThrow().secret()).contains("111111");
  }

  @Test
  void more_than_a_batch_is_delivered_in_one_round() {
    var codes = new String[2 * Courier.BATCH + 1];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Integer.toString(100_000 + i);
    }
    post(DELIVER, MessageKind.SIGN_UP, codes);
    round();
    assertThat(carrier.carried).hasSize(codes.length).doesNotHaveDuplicates();
    assertThat(rows()).allMatch(row -> row.state() == State.SENT);
  }

  @Test
  void rl_58_what_is_not_taken_is_tried_again_with_growing_pauses() {
    carrier.failure = Optional.of(later());
    post(DELIVER, MessageKind.FORGOT_PASSWORD, "111111");
    var start = desk.clock.instant();
    var tries = new ArrayList<Long>();
    while (desk.clock.instant().isBefore(start.plus(Duration.ofHours(2)))) {
      int before = carrier.carried.size();
      round();
      if (carrier.carried.size() > before) {
        tries.add(Duration.between(start, desk.clock.instant()).toSeconds());
      }
      desk.clock.advance(Duration.ofSeconds(5));
    }

    assertThat(tries)
        .startsWith(0L, 5L, 15L, 35L, 75L, 155L, 315L, 615L, 915L)
        .last()
        .isEqualTo(3_315L); // The code is good for an hour.
    var row = row();
    assertThat(row.state()).isEqualTo(State.FAILED);
    assertThat(row.fault()).contains("451");
    assertThat(row.attempts()).isEqualTo(tries.size());
    assertThat(row.content()).isEmpty();
    assertThat(counts())
        .containsExactly(
            Map.entry("email deferred", tries.size() - 1L), Map.entry("email failed", 1L));
  }

  /// Nobody wants a code that has expired.
  @Test
  void rl_58_what_is_of_no_use_any_more_is_not_sent() {
    post(DELIVER, MessageKind.FORGOT_PASSWORD, "111111");
    desk.clock.advance(MessageKind.FORGOT_PASSWORD.usefulFor());
    round();

    assertThat(carrier.carried).isEmpty();
    var row = row();
    assertThat(row.state()).isEqualTo(State.FAILED);
    assertThat(row.fault()).contains("it was not delivered while it was useful");
    assertThat(row.content()).isEmpty();
    assertThat(counts()).containsExactly(Map.entry("email failed", 1L));
  }

  /// The end of [Courier#LEASE] of a node that is gone, at a time when nobody delivers e-mails.
  @Test
  void rl_58_what_is_of_no_use_any_more_ends_without_a_courier_too() {
    post(DELIVER, MessageKind.SIGN_IN, "111111", "222222");
    var row = row();
    desk.clock.advance(Duration.ofMinutes(2));
    Instant until = desk.clock.instant().plus(Courier.LEASE);
    store.write(tx -> tx.messages().take(row, until));
    var old = new OldMessages(parts(new RunsTwice(store), desk.sealer));

    desk.clock.advance(Duration.ofMinutes(1).minusMillis(1));
    old.end();
    assertThat(rows()).allMatch(each -> each.state() == State.PENDING);
    desk.clock.advance(Duration.ofMillis(1));
    old.end();
    assertThat(rows()).extracting(Messages.Row::state).containsExactly(State.PENDING, State.FAILED);
    desk.clock.advance(Duration.ofMinutes(1));
    old.end();
    assertThat(rows())
        .allMatch(each -> each.state() == State.FAILED && each.content().isEmpty())
        .allMatch(each -> each.fault().equals(Optional.of(OldMessages.TOO_LATE)));
    assertThat(counts()).containsExactly(Map.entry("email failed", 2L));

    desk.clock.advance(KEEP);
    old.end();
    assertThat(rows()).isEmpty();
  }

  @Test
  void a_server_that_comes_back_gets_what_waited() {
    carrier.failure = Optional.of(later());
    post(DELIVER, MessageKind.SIGN_UP, "111111", "222222");
    round();
    assertThat(rows())
        .allMatch(row -> row.state() == State.PENDING && row.fault().equals(Optional.of("451")));

    carrier.failure = Optional.empty();
    desk.clock.advance(Duration.ofSeconds(5));
    round();
    assertThat(rows()).allMatch(row -> row.state() == State.SENT && row.fault().isEmpty());
    assertThat(carrier.carried).hasSize(4);
  }

  @Test
  void what_is_refused_for_good_is_not_tried_again() {
    carrier.failure = Optional.of(UndeliveredException.forGood("550"));
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    round();
    desk.clock.advance(Duration.ofHours(1));
    round();

    assertThat(carrier.carried).hasSize(1);
    assertThat(row().state()).isEqualTo(State.FAILED);
    assertThat(row().fault()).contains("550");
  }

  /// A defect of ours or of a library must not say what it was about, nor stop the others.
  @Test
  void in_07_a_defect_is_tried_again_and_says_only_its_name() {
    carrier.failure = Optional.of(new IllegalStateException("code 111111 to jane@example.com"));
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    round();
    assertThat(row().state()).isEqualTo(State.PENDING);
    assertThat(row().fault()).contains("it fails: IllegalStateException");
  }

  @Test
  void ks_05_words_of_another_master_key_are_given_up() {
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    var random = new SeededRandom(9);
    try (var courier = courier(carrier, new AesGcmSealer(MasterKey.mint(random), random))) {
      courier.round();
    }
    assertThat(carrier.carried).isEmpty();
    assertThat(row().state()).isEqualTo(State.FAILED);
    assertThat(row().fault()).contains("its words cannot be opened");
  }

  /// Several nodes on one database.
  @Test
  void rl_58_of_nodes_that_look_at_once_one_takes_a_message() throws Exception {
    post(DELIVER, MessageKind.SIGN_UP, "111111", "222222", "333333");
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        nodes.execute(this::round);
      }
    }
    assertThat(carrier.carried).hasSize(3).doesNotHaveDuplicates();
  }

  /// RL-59: killed after the mail server took it. The next node cannot know.
  @Test
  void rl_59_what_a_killed_node_had_taken_is_taken_again_after_its_lease() {
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    var row = row();
    Instant until = desk.clock.instant().plus(Courier.LEASE);
    store.write(tx -> tx.messages().take(row, until));

    desk.clock.advance(Courier.LEASE.minusSeconds(1));
    round();
    assertThat(carrier.carried).isEmpty();
    desk.clock.advance(Duration.ofSeconds(1));
    round();
    round();
    assertThat(carrier.carried).hasSize(1);
    assertThat(row().attempts()).isEqualTo(2);
    assertThat(row().state()).isEqualTo(State.SENT);
  }

  @Test
  void a_stop_cuts_off_what_is_under_way_and_leaves_it_to_the_next() throws Exception {
    post(DELIVER, MessageKind.SIGN_UP, "111111");
    var started = new CountDownLatch(1);
    Carrier stuck =
        (_, _) -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw later();
          }
        };
    var courier = courier(stuck, desk.sealer);
    var node = Thread.ofVirtual().start(courier::round);
    started.await();
    node.interrupt();
    node.join();
    courier.close();

    assertThat(row().state()).isEqualTo(State.PENDING);
    desk.clock.advance(Courier.LEASE);
    round();
    assertThat(carrier.carried).hasSize(1);
  }
}
