package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Messages.Filter;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.testing.Race;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What every store must do with messages to users.
public abstract class MessagesContract extends StoreUnderTest {
  private static final Filter ALL = new Filter(POOL, Optional.empty());
  private static final Filter TO_JANE = new Filter(POOL, Optional.of("jane@example.com"));

  private void insert(Messages.Row... rows) {
    write(tx -> List.of(rows).forEach(tx.messages()::insert));
  }

  private List<Messages.Row> list(Filter filter) {
    return store.read(tx -> tx.messages().list(filter, Optional.empty(), 10));
  }

  private List<String> due(long seconds, int limit) {
    return store.read(tx ->
        tx.messages().listDue(DeliveryMedium.EMAIL, NOW.plusSeconds(seconds), limit).stream()
            .map(Messages.Row::id)
            .toList());
  }

  @Test
  void lists_newest_first_and_by_address() {
    var first = Rows.message(POOL, 1);
    var second = Rows.message(POOL, 2);
    var toJohn = Rows.message(POOL, 3, "john@example.com", State.KEPT, NOW);
    insert(second, toJohn, first, Rows.message(OTHER_POOL, 4));

    assertThat(list(ALL)).containsExactly(toJohn, second, first);
    assertThat(list(TO_JANE)).containsExactly(second, first);
    assertThat(list(new Filter(POOL, Optional.of("jane")))).isEmpty();
    var rest =
        store.<List<Messages.Row>>read(
            tx -> tx.messages().list(TO_JANE, Optional.of(second.id()), 10));
    assertThat(rest).containsExactly(first);
    assertThat(store.<List<?>>read(tx -> tx.messages().list(ALL, Optional.empty(), 2))).hasSize(2);
  }

  @Test
  void counts_what_is_newer_than_a_message_up_to_a_bound() {
    insert(Rows.message(POOL, 1), Rows.message(POOL, 2), Rows.message(POOL, 3));
    insert(Rows.message(OTHER_POOL, 4));

    assertThat(count(Optional.empty(), 10)).isEqualTo(3);
    assertThat(count(Optional.of(Rows.messageId(1)), 10)).isEqualTo(2);
    assertThat(count(Optional.of(Rows.messageId(3)), 10)).isZero();
    assertThat(count(Optional.empty(), 2)).isEqualTo(2);
  }

  private int count(Optional<String> after, int max) {
    return store.read(tx -> tx.messages().count(POOL, after, max));
  }

  @Test
  void mt_07_a_message_needs_its_pool_and_ends_with_it() {
    var nowhere = new UserPoolId("us-east-1_CCCCCCCCC");
    assertRefused(
        new Refusal.UnknownPool(nowhere), tx -> tx.messages().insert(Rows.message(nowhere, 1)));
    var others = Rows.message(OTHER_POOL, 2);
    insert(Rows.message(POOL, 1), others);

    write(tx -> Rows.delete(tx, POOL));

    assertThat(list(ALL)).isEmpty();
    assertThat(list(new Filter(OTHER_POOL, Optional.empty()))).containsExactly(others);
  }

  @Test
  void what_waits_longest_is_due_first_and_what_is_settled_never() {
    insert(
        Rows.message(POOL, 1, "a@x.org", State.PENDING, NOW.plusSeconds(2)),
        Rows.message(OTHER_POOL, 2, "b@x.org", State.PENDING, NOW.plusSeconds(1)),
        Rows.message(POOL, 3, "c@x.org", State.PENDING, NOW.plusSeconds(3)),
        Rows.message(POOL, 4, "d@x.org", State.FAILED, NOW),
        Rows.message(POOL, 5, "e@x.org", State.SENT, NOW),
        Rows.message(POOL, 6, "f@x.org", State.KEPT, NOW));

    assertThat(due(0, 10)).isEmpty();
    assertThat(due(2, 10)).containsExactly(Rows.messageId(2), Rows.messageId(1));
    assertThat(due(9, 2)).containsExactly(Rows.messageId(2), Rows.messageId(1));
    assertThat(
            store.<List<?>>read(
                tx -> tx.messages().listDue(DeliveryMedium.SMS, NOW.plusSeconds(9), 10)))
        .isEmpty();
  }

  @Test
  void a_message_that_is_withdrawn_was_never_there() {
    var other = Rows.message(POOL, 2);
    write(tx -> {
      tx.messages().insert(other);
      tx.messages().insert(Rows.message(POOL, 1));
      tx.messages().withdraw(Rows.message(POOL, 1));
    });
    assertThat(list(ALL)).containsExactly(other);
  }

  @Test
  void a_message_is_taken_once_until_its_time_is_over() {
    var row = Rows.message(POOL, 1, "jane@example.com", State.PENDING, NOW);
    insert(row);

    assertThat(take(row, 60)).isTrue();
    assertThat(take(row, 60)).isFalse();
    assertThat(due(59, 10)).isEmpty();
    assertThat(due(60, 10)).containsExactly(row.id());

    var taken = list(ALL).getFirst();
    assertThat(taken.attempts()).isEqualTo(1);
    assertThat(take(taken, 120)).isTrue();
    assertThat(settle(row, 1, State.SENT)).isFalse(); // Another node has it now.
    assertThat(settle(row, 2, State.SENT)).isTrue();
    assertThat(settle(row, 2, State.FAILED)).isFalse();
    assertThat(list(ALL).getFirst().state()).isEqualTo(State.SENT);
  }

  @Test
  void rl_32_exactly_one_of_twenty_takes_a_message() throws Exception {
    var row = Rows.message(POOL, 1, "jane@example.com", State.PENDING, NOW);
    insert(row);
    var winners = new ConcurrentLinkedQueue<Integer>();

    Race.of(
        20,
        i -> {
          if (take(row, 60 + i)) {
            winners.add(i);
          }
        });

    assertThat(winners).hasSize(1);
    assertThat(list(ALL).getFirst().dueAt()).isEqualTo(NOW.plusSeconds(60 + winners.element()));
  }

  @Test
  void ks_01_words_stay_while_they_are_needed() {
    var kept = Rows.message(POOL, 1, "a@x.org", State.PENDING, NOW);
    var dropped = Rows.message(POOL, 2, "b@x.org", State.PENDING, NOW, false);
    insert(kept, dropped);
    for (var row : List.of(kept, dropped)) {
      assertThat(take(row, 60)).isTrue();
      assertThat(settle(row, 1, State.PENDING)).isTrue();
    }
    assertThat(list(ALL)).allMatch(row -> row.content().isPresent());

    for (var row : list(ALL)) {
      assertThat(take(row, 60)).isTrue();
      assertThat(settle(row, 2, State.FAILED)).isTrue();
    }
    assertThat(list(ALL).stream().map(row -> row.content().isPresent()))
        .containsExactly(false, true);
    assertThat(list(ALL)).allMatch(row -> row.fault().equals(Optional.of("451")));
  }

  @Test
  void what_is_over_is_deleted_and_what_is_pending_never() {
    insert(
        Rows.message(POOL, 1, "a@x.org", State.PENDING, NOW),
        Rows.message(POOL, 2, "a@x.org", State.SENT, NOW),
        Rows.message(OTHER_POOL, 3, "a@x.org", State.FAILED, NOW),
        bySms(Rows.message(POOL, 4, "+1", State.KEPT, NOW)),
        bySms(Rows.message(POOL, 6, "+1", State.SENT, NOW)),
        Rows.message(POOL, 5, "a@x.org", State.KEPT, NOW.plusSeconds(1)));

    assertThat(deleteDue(3)).isEqualTo(3);
    assertThat(deleteDue(3)).isEqualTo(1);
    assertThat(deleteDue(2)).isZero();
    assertThat(list(ALL).stream().map(Messages.Row::id))
        .containsExactly(Rows.messageId(5), Rows.messageId(1));
  }

  /// Useful until a day after [Rows#NOW].
  @Test
  void ks_01_what_was_not_delivered_in_time_is_given_up_with_its_words() {
    var day = 86_400L;
    insert(
        Rows.message(POOL, 1, "a@x.org", State.PENDING, NOW),
        Rows.message(POOL, 2, "a@x.org", State.PENDING, NOW, false),
        Rows.message(POOL, 3, "a@x.org", State.PENDING, NOW.plusSeconds(day + 1)),
        Rows.message(POOL, 4, "a@x.org", State.KEPT, NOW),
        Rows.message(OTHER_POOL, 5, "a@x.org", State.PENDING, NOW, false));
    var first = list(ALL).getLast();
    assertThat(take(first, 60)).isTrue();
    assertThat(settle(first, 1, State.PENDING)).isTrue();

    assertThat(giveUp(DeliveryMedium.EMAIL, day - 1, 9)).isZero();
    assertThat(giveUp(DeliveryMedium.SMS, day, 9)).isZero();
    assertThat(giveUp(DeliveryMedium.EMAIL, day, 2)).isEqualTo(2);
    assertThat(giveUp(DeliveryMedium.EMAIL, day, 2)).isEqualTo(1);

    var rows = list(ALL).reversed();
    assertThat(rows.stream().map(Messages.Row::state))
        .as("the third one is a node's own")
        .containsExactly(State.FAILED, State.FAILED, State.PENDING, State.KEPT);
    assertThat(rows.stream().map(row -> row.content().isPresent()))
        .containsExactly(true, false, true, true);
    assertThat(rows.stream().map(row -> row.fault().orElse("-")))
        .containsExactly("451", "late", "-", "-");
    assertThat(rows.getFirst().dueAt()).isEqualTo(NOW.plusSeconds(day + 9));
    assertThat(list(new Filter(OTHER_POOL, Optional.empty())).getFirst().content()).isEmpty();
  }

  private int giveUp(DeliveryMedium medium, long seconds, int limit) {
    var now = NOW.plusSeconds(seconds);
    return store.<Integer>write(
        tx -> tx.messages().giveUp(medium, now, now.plusSeconds(9), "late", limit));
  }

  @Test
  void clearing_leaves_what_is_still_to_be_delivered() {
    var pending = Rows.message(POOL, 1, "jane@example.com", State.PENDING, NOW);
    var toJohn = Rows.message(POOL, 3, "john@example.com", State.KEPT, NOW);
    var others = Rows.message(OTHER_POOL, 4);
    insert(pending, Rows.message(POOL, 2), toJohn, others);

    assertThat(clear(TO_JANE)).isEqualTo(2);
    assertThat(clear(TO_JANE)).isZero();

    assertThat(list(ALL)).hasSize(2).contains(toJohn);
    assertThat(list(ALL).getLast().inInbox()).isFalse();
    assertThat(due(0, 10)).containsExactly(pending.id());
    assertThat(clear(ALL)).isEqualTo(1);
    assertThat(list(new Filter(OTHER_POOL, Optional.empty()))).containsExactly(others);
  }

  @Test
  void clearing_takes_no_more_than_it_is_told_to() {
    insert(
        Rows.message(POOL, 1, "jane@example.com", State.PENDING, NOW),
        Rows.message(POOL, 2, "jane@example.com", State.PENDING, NOW),
        Rows.message(POOL, 3),
        Rows.message(POOL, 4),
        Rows.message(POOL, 5));

    assertThat(List.of(clear(ALL, 2), clear(ALL, 2), clear(ALL, 2), clear(ALL, 2)))
        .containsExactly(2, 2, 1, 0);
    assertThat(list(ALL)).hasSize(2).allMatch(row -> !row.inInbox() && row.content().isPresent());
  }

  private static Messages.Row bySms(Messages.Row row) {
    return new Messages.Row(
        row.poolId(),
        row.id(),
        row.kind(),
        DeliveryMedium.SMS,
        row.sub(),
        row.recipient(),
        row.content(),
        row.inInbox(),
        row.state(),
        row.attempts(),
        row.createdAt(),
        row.dueAt(),
        row.usefulUntil(),
        row.fault());
  }

  private boolean take(Messages.Row row, long seconds) {
    return store.<Boolean>write(tx -> tx.messages().take(row, NOW.plusSeconds(seconds)));
  }

  private boolean settle(Messages.Row row, int attempts, State state) {
    return store.<Boolean>write(
        tx -> tx.messages().settle(row, attempts, state, NOW, Optional.of("451")));
  }

  private int deleteDue(int limit) {
    return store.<Integer>write(tx -> tx.messages().deleteDue(NOW, limit));
  }

  private int clear(Filter filter) {
    return clear(filter, 10);
  }

  private int clear(Filter filter, int limit) {
    return store.<Integer>write(tx -> tx.messages().clear(filter, limit));
  }
}
