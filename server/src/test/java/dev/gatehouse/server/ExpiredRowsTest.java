package dev.gatehouse.server;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.RunsTwice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sign-ins leave goes when nobody can ask for it any more, and not before (RL-69).
class ExpiredRowsTest {
  private static final Region HERE = new Region("us-east-1");
  private static final Region THERE = new Region("eu-west-1");

  @TempDir Path folder;
  private Store store;
  private ExpiredRows expired;

  @BeforeEach
  void open() {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), () -> NOW));
    expired = new ExpiredRows(store, List.of(HERE, THERE));
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(POOL));
      return tx;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// Whether a session, a code, an attempt, a family and a sign-out are there.
  private List<Boolean> there() {
    return store.read(tx ->
        List.of(
            tx.spentSessions().isSpent(POOL, "a"),
            tx.userCodes().find(POOL, sub(1), CodePurpose.CONFIRM_SIGN_UP).isPresent(),
            tx.attempts().find(POOL, "hash", AttemptKind.PASSWORD).isPresent(),
            tx.refreshFamilies().find(POOL, Rows.family(sub(1), 1).originJti()).isPresent(),
            tx.signOuts().find(POOL, sub(1)).isPresent()));
  }

  private List<Boolean> thereAfter(Duration time) {
    expired.delete(NOW.plus(time));
    expired.delete(NOW.plus(time)); // The other Region.
    return there();
  }

  @Test
  void rl_69_each_row_lives_as_long_as_it_can_be_asked_for() {
    store.write(tx -> {
      tx.users().insert(Rows.user(POOL, sub(1), "jane"), Set.of());
      tx.spentSessions().spend(POOL, "a", NOW.plusSeconds(180));
      tx.userCodes().put(Rows.code(sub(1), CodePurpose.CONFIRM_SIGN_UP, "hash"));
      tx.attempts().reserve(POOL, "hash", AttemptKind.PASSWORD, NOW);
      tx.refreshFamilies().insert(Rows.family(sub(1), 1));
      tx.signOuts().put(POOL, sub(1), NOW);
      return tx;
    });

    assertThat(thereAfter(Duration.ofMinutes(13)))
        .as("on a node whose clock is behind the session may be answered as long")
        .containsExactly(true, true, true, true, true);
    assertThat(thereAfter(Duration.ofSeconds(781))).containsExactly(false, true, true, true, true);
    assertThat(thereAfter(Duration.ofHours(2))).containsExactly(false, false, true, true, true);
    assertThat(thereAfter(Duration.ofHours(24).plusMinutes(9)))
        .containsExactly(false, false, true, true, true);
    assertThat(thereAfter(Duration.ofHours(24).plusMinutes(11)))
        .containsExactly(false, false, true, true, false);
    assertThat(thereAfter(Duration.ofHours(48).plusMinutes(9)))
        .as("the access tokens of the family's last moment are good for a day")
        .containsExactly(false, false, true, true, false);
    assertThat(thereAfter(Duration.ofHours(48).plusMinutes(11)))
        .containsExactly(false, false, true, false, false);
    assertThat(thereAfter(Duration.ofDays(31))).containsExactly(false, false, false, false, false);
  }

  @Test
  void rl_69_bf_10_what_counts_messages_goes_with_its_hour() {
    store.write(tx -> {
      tx.attempts().reserve(POOL, "hash", AttemptKind.RESET_SEND, NOW);
      tx.attempts().reserve(POOL, "hash", AttemptKind.RESET_CODE, NOW);
      return tx;
    });

    assertThat(isCounted(Duration.ofHours(1), AttemptKind.RESET_SEND)).isTrue();
    assertThat(isCounted(Duration.ofHours(2), AttemptKind.RESET_SEND)).isFalse();
    assertThat(isCounted(Duration.ofDays(30), AttemptKind.RESET_CODE)).isTrue();
    assertThat(isCounted(Duration.ofDays(31), AttemptKind.RESET_CODE)).isFalse();
  }

  private boolean isCounted(Duration after, AttemptKind kind) {
    thereAfter(after);
    return store.read(tx -> tx.attempts().find(POOL, "hash", kind).isPresent());
  }

  @Test
  void more_rows_than_one_transaction_takes_go_in_one_run() {
    store.write(tx -> {
      IntStream.range(0, 1_000).forEach(i -> tx.spentSessions().spend(POOL, "s" + i, NOW));
      tx.spentSessions().spend(POOL, "a", NOW.plusSeconds(9));
      return tx;
    });
    expired.delete(NOW.plusSeconds(1).plus(Duration.ofMinutes(10)));

    assertThat(spent(POOL, 1_000)).isZero();
    assertThat(there().getFirst()).isTrue();
  }

  /// Of a node that ended in the middle.
  @Test
  void what_is_left_of_a_removed_pool_and_of_a_removed_group_goes() {
    var removed = new UserPoolId("us-east-1_Removed01");
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(removed));
      tx.users().insert(Rows.user(removed, sub(1), "jane"), Set.of());
      tx.userPools().remove(removed);
      tx.users().insert(Rows.user(POOL, sub(1), "jane"), Set.of());
      tx.groups().insert(Rows.group(POOL, "a"));
      tx.groupMembers().add(POOL, "a", sub(1));
      tx.groups().remove(POOL, "a");
      return tx;
    });
    expired.delete(NOW);

    assertThat(store.<Boolean>read(tx -> tx.users().find(removed, sub(1)).isPresent())).isFalse();
    assertThat(store.<Boolean>read(tx -> tx.userPools().listRemoved(1).isEmpty())).isTrue();
    assertThat(store.<Boolean>read(tx -> tx.users().find(POOL, sub(1)).isPresent())).isTrue();
    assertThat(
            store.<Boolean>read(
                tx -> tx.userPages().listByGroup(POOL, "a", Optional.empty(), 1).isEmpty()))
        .isTrue();
  }

  private long spent(UserPoolId pool, int count) {
    return store.<Long>read(tx ->
        IntStream.range(0, count).filter(i -> tx.spentSessions().isSpent(pool, "s" + i)).count());
  }

  @Test
  void every_pool_of_every_region_has_its_turn_again_and_again() {
    var pools =
        IntStream.range(0, 450)
            .mapToObj(i -> {
              var region = i % 3 == 0 ? THERE : HERE;
              return new UserPoolId(String.format(Locale.ROOT, "%s_Pool%05d", region.name(), i));
            })
            .toList();
    store.write(tx -> {
      pools.forEach(pool -> tx.userPools().insert(Rows.pool(pool)));
      return tx;
    });
    for (int turn = 0; turn < 2; turn++) {
      var end = NOW.plusSeconds(turn);
      spendIn(pools, end);
      for (int run = 0; run < 4; run++) {
        expired.delete(end.plusSeconds(601));
      }
      assertThat(pools.stream().filter(pool -> spent(pool, 1) > 0)).isEmpty();
    }
  }

  private void spendIn(List<UserPoolId> pools, Instant end) {
    store.write(tx -> {
      pools.forEach(pool -> tx.spentSessions().spend(pool, "s0", end));
      return tx;
    });
  }
}
