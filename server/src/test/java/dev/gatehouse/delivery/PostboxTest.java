package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.env.SortedIds;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a message is before anybody sees it: where it goes, and what is kept of it.
class PostboxTest {
  private static final Ways BOTH = new Ways(true, Set.of(DeliveryMedium.EMAIL), Duration.ofDays(2));
  private static final Ways DELIVER =
      new Ways(false, Set.of(DeliveryMedium.EMAIL), Duration.ofDays(2));
  private static final Draft BY_EMAIL = draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "007413");
  private static final Draft BY_SMS = draft(MessageKind.SIGN_UP, DeliveryMedium.SMS, "007413");

  private final Desk desk = new Desk();

  private static void assertNotDelivered(DeliveryMedium medium, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.CodeNotDelivered(medium)));
  }

  @Test
  void a_message_for_the_inbox_alone_waits_for_nothing() {
    var now = desk.clock.instant();
    var row = desk.row("{}", BY_EMAIL, Ways.INBOX);

    assertThat(row)
        .isEqualTo(
            new Messages.Row(
                Rows.POOL,
                row.id(),
                MessageKind.SIGN_UP,
                DeliveryMedium.EMAIL,
                Rows.sub(1),
                "jane@example.com",
                row.content(),
                true,
                State.KEPT,
                0,
                now,
                now.plus(Duration.ofDays(7)),
                now.plus(Duration.ofDays(1)),
                Optional.empty()));
    assertThat(Content.open(desk.sealer, row))
        .contains(
            new Content(
                "Jane@Example.com",
                Optional.of("Your verification code"),
                "Your confirmation code is 007413",
                Optional.of("007413"),
                "jane",
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void a_message_that_is_delivered_is_due_at_once() {
    for (var ways : List.of(BOTH, DELIVER)) {
      var row = desk.row("{}", BY_EMAIL, ways);
      assertThat(row.state()).isEqualTo(State.PENDING);
      assertThat(row.dueAt()).isEqualTo(desk.clock.instant());
      assertThat(row.content()).isPresent();
      assertThat(row.inInbox()).isEqualTo(ways.inbox());
    }
    assertThat(desk.row("{}", BY_SMS, BOTH).state()).isEqualTo(State.KEPT);
  }

  @Test
  void section_8_3_without_a_way_it_has_failed_from_the_beginning_and_the_caller_is_told() {
    var postbox = desk.postbox(DELIVER);
    var letter = postbox.render("{}", BY_SMS);
    var row = letter.row().orElseThrow();

    assertThat(row.state()).isEqualTo(State.FAILED);
    assertThat(row.fault()).contains("this server has no way to deliver it");
    assertThat(row.content()).isEmpty();
    assertThat(row.dueAt()).isEqualTo(desk.clock.instant().plus(Duration.ofDays(2)));
    assertNotDelivered(DeliveryMedium.SMS, letter::requireWay);
    assertThatCode(postbox.render("{}", BY_EMAIL)::requireWay).doesNotThrowAnyException();
  }

  @Test
  void en_02_who_does_not_exist_is_answered_as_who_does() {
    var both = List.of(DeliveryMedium.SMS, DeliveryMedium.EMAIL);
    assertThat(desk.postbox(Ways.INBOX).working(both)).isEqualTo(both);
    assertThat(desk.postbox(DELIVER).working(both)).containsExactly(DeliveryMedium.EMAIL);
    var sms = List.of(DeliveryMedium.SMS);
    assertThat(desk.postbox(DELIVER).working(sms)).as("the only one").isEqualTo(sms);
  }

  @Test
  void ks_01_ks_05_words_are_sealed_for_their_row() {
    var row = desk.row("{}", BY_EMAIL, Ways.INBOX);
    assertThat(row.content().orElseThrow().text()).doesNotContain("007413", "jane");
    assertThat(row.toString()).doesNotContain("007413");

    var moved = desk.row("{}", BY_EMAIL, Ways.INBOX);
    var stolen =
        new Messages.Row(
            moved.poolId(),
            moved.id(),
            moved.kind(),
            moved.medium(),
            moved.sub(),
            moved.recipient(),
            row.content(),
            moved.inInbox(),
            moved.state(),
            moved.attempts(),
            moved.createdAt(),
            moved.dueAt(),
            moved.usefulUntil(),
            moved.fault());
    assertThatThrownBy(() -> Content.open(desk.sealer, stolen)).isInstanceOf(UnsealException.class);
  }

  @Test
  void bf_15_neither_draft_nor_content_tells_a_log_what_it_says() {
    assertThat(BY_EMAIL).hasToString("Draft[SIGN_UP, EMAIL]");
    assertThat(desk.words("{}", BY_EMAIL)).hasToString("Content[…]");
  }

  @Test
  void section_8_2_the_caller_may_see_where_it_went_masked() {
    var letter = desk.postbox(Ways.INBOX).render("{}", BY_EMAIL);
    assertThat(letter.medium()).isEqualTo(DeliveryMedium.EMAIL);
    assertThat(letter.maskedDestination()).isEqualTo("J***@E***");
    assertThat(desk.postbox(Ways.INBOX).render("{}", BY_SMS).maskedDestination())
        .isEqualTo("+*******0100");
  }

  @Test
  void ids_rise_also_while_the_clock_stands_or_goes_back() {
    var ids = new SortedIds(desk.env);
    var made = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }
    desk.clock.advance(Duration.ofMinutes(-1));
    made.add(ids.next());
    desk.clock.advance(Duration.ofMinutes(2));
    made.add(ids.next());

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*"));
    var time = Long.parseLong(made.getLast().substring(0, 13).replace("-", ""), 16);
    assertThat(time).isEqualTo(desk.clock.instant().toEpochMilli());
  }
}
