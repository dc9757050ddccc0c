package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.PassingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a courier does about failures that nobody foresaw (RL-51): a message neither hangs nor
/// hides.
class CourierDefectsTest {
  private static final Ways DELIVER =
      new Ways(false, Set.of(DeliveryMedium.EMAIL), Duration.ofDays(2));

  private final Desk desk = new Desk();
  private @TempDir Path directory = Path.of("");
  private Store store;

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

  private void post(String code) {
    var postbox = desk.postbox(DELIVER);
    var letter = postbox.render("{}", draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, code));
    store.write(tx -> {
      postbox.post(tx, letter);
      return true;
    });
  }

  private List<Messages.Row> rows() {
    var all = new Messages.Filter(Rows.POOL, Optional.empty());
    return store.read(tx -> tx.messages().list(all, Optional.empty(), 100));
  }

  private Courier courier(Carrier carrier, Store used) {
    var parts =
        new Courier.Parts(used, desk.env, desk.sealer, DELIVER.keep(), new DeliveryMeters());
    return new Courier(DeliveryMedium.EMAIL, carrier, parts);
  }

  /// A store whose second write fails: the first one takes the message.
  private static final class SecondWriteFails extends PassingStore {
    private final RuntimeException failure;
    private final AtomicInteger writes = new AtomicInteger();

    private SecondWriteFails(Store store, RuntimeException failure) {
      super(store);
      this.failure = failure;
    }

    @Override
    public <T> T write(Function<WriteTx, T> work) {
      if (writes.incrementAndGet() == 2) {
        throw failure;
      }
      return super.write(work);
    }
  }

  @Test
  void in_07_an_error_is_tried_again_and_its_class_is_logged_once() {
    Carrier broken =
        (_, content) -> {
          throw new StackOverflowError(content.body());
        };
    post("111111");
    post("222222");
    try (var log = new LogLines();
        var courier = courier(broken, store)) {
      courier.round();
      desk.clock.advance(Duration.ofSeconds(5));
      courier.round();

      assertThat(rows())
          .hasSize(2)
          .allMatch(row -> row.state() == State.PENDING && row.attempts() == 2)
          .allMatch(row -> row.fault().equals(Optional.of("it fails: StackOverflowError")));
      assertThat(log.with("java.lang.StackOverflowError"))
          .containsExactly(
              "ERROR delivery of messages by EMAIL fails: java.lang.StackOverflowError");
      assertThat(log.with("111111")).isEmpty();
    }
  }

  @Test
  void what_came_of_an_attempt_is_written_down_though_the_first_write_fails() {
    var failing = new SecondWriteFails(store, new IllegalStateException("no"));
    post("111111");
    try (var log = new LogLines();
        var courier = courier((_, _) -> {}, failing)) {
      courier.round();
      assertThat(log.with("IllegalStateException"))
          .contains("ERROR delivery of messages by EMAIL fails: java.lang.IllegalStateException");
    }
    assertThat(rows().getFirst().fault()).contains("it fails: IllegalStateException");
  }

  /// The round fails as one that cannot read does; the message is taken again after its lease.
  @Test
  void rl_59_a_database_that_went_away_after_a_message_was_sent_is_said_so() {
    var away = new StoreUnavailableException("away", new IOException());
    post("111111");
    try (var courier = courier((_, _) -> {}, new SecondWriteFails(store, away))) {
      assertThatThrownBy(courier::round).isSameAs(away);
      assertThat(rows().getFirst().state()).isEqualTo(State.PENDING);
      desk.clock.advance(Courier.LEASE);
      courier.round();
      assertThat(rows().getFirst().state()).isEqualTo(State.SENT);
    }
  }
}
