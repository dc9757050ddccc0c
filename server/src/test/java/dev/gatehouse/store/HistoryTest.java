package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.History.Answer;
import dev.gatehouse.store.History.Call;
import dev.gatehouse.store.History.Operation;
import dev.gatehouse.store.History.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The judge of RL-70, judged by histories whose verdict is known.
class HistoryTest {
  private static final Operation CREATE = new Operation.Create("a");
  private static final Operation DELETE = new Operation.Delete();
  private static final Operation FIND = new Operation.Find();
  private static final Answer DONE = new Answer.Done();
  private static final Answer REFUSED = new Answer.Refused();
  private static final Answer UNKNOWN = new Answer.Unknown();
  private static final Answer NOTHING = new Answer.Found(Optional.empty());
  private static final Answer CREATED = found("a", 1);

  private static Answer found(String value, long version) {
    return new Answer.Found(Optional.of(new State(value, version)));
  }

  private static Operation update(String value, long next) {
    return new Operation.Update(value, next);
  }

  private static boolean judge(Call... calls) {
    return History.isLinearizable(List.of(calls));
  }

  @Test
  void one_after_the_other_is_fine() {
    assertThat(
            judge(
                new Call(FIND, NOTHING, 1, 2),
                new Call(CREATE, DONE, 3, 4),
                new Call(update("b", 2), DONE, 5, 6),
                new Call(FIND, found("b", 2), 7, 8),
                new Call(DELETE, DONE, 9, 10),
                new Call(DELETE, REFUSED, 11, 12)))
        .isTrue();
  }

  @Test
  void rl_70_a_stale_read_is_found() {
    assertThat(judge(new Call(CREATE, DONE, 1, 2), new Call(FIND, NOTHING, 3, 4))).isFalse();
    assertThat(judge(new Call(CREATE, DONE, 1, 4), new Call(FIND, NOTHING, 3, 5))).isTrue();
  }

  @Test
  void rl_70_two_who_both_created_it_are_found() {
    assertThat(judge(new Call(CREATE, DONE, 1, 4), new Call(CREATE, DONE, 2, 3))).isFalse();
    assertThat(judge(new Call(CREATE, DONE, 1, 4), new Call(CREATE, REFUSED, 2, 3))).isTrue();
  }

  @Test
  void rl_70_a_lost_update_is_found() {
    var created = new Call(CREATE, DONE, 1, 2);
    var one = new Call(update("b", 2), DONE, 3, 6);
    assertThat(judge(created, one, new Call(update("c", 2), DONE, 4, 5))).isFalse();
    assertThat(judge(created, one, new Call(update("c", 2), REFUSED, 4, 5))).isTrue();
    assertThat(judge(created, one, new Call(update("c", 3), DONE, 4, 5))).isTrue();
  }

  @Test
  void rl_70_a_row_that_goes_back_in_time_is_found() {
    assertThat(
            judge(
                new Call(CREATE, DONE, 1, 2),
                new Call(update("b", 2), DONE, 3, 8),
                new Call(FIND, found("b", 2), 4, 5),
                new Call(FIND, CREATED, 6, 7)))
        .isFalse();
  }

  @Test
  void what_nobody_knows_may_have_happened_or_not() {
    var unknown = new Call(CREATE, UNKNOWN, 1, 2);
    assertThat(judge(unknown, new Call(FIND, NOTHING, 3, 4))).isTrue();
    assertThat(judge(unknown, new Call(FIND, CREATED, 3, 4))).isTrue();
    assertThat(judge(unknown, new Call(FIND, NOTHING, 3, 4), new Call(FIND, CREATED, 5, 6)))
        .isTrue();
    assertThat(judge(unknown, new Call(FIND, CREATED, 3, 4), new Call(FIND, NOTHING, 5, 6)))
        .isFalse();
  }
}
