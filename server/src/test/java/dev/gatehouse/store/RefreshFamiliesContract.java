package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.testing.Race;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do with families of refresh tokens and sign-outs.
public abstract class RefreshFamiliesContract extends StoreUnderTest {
  private static final int CALLERS = 20;
  private static final UserSub JANE = Rows.sub(1);
  private static final UserSub JOHN = Rows.sub(2);
  private static final Instant LATER = NOW.plusSeconds(7);

  @BeforeEach
  void insertUsers() {
    write(tx -> {
      tx.users().insert(Rows.user(POOL, JANE, "jane"), Set.of());
      tx.users().insert(Rows.user(POOL, JOHN, "john"), Set.of());
    });
  }

  private <T> T change(Function<WriteTx, T> work) {
    return store.write(work);
  }

  private RefreshFamilies.Row found(int n) {
    return store
        .<Optional<RefreshFamilies.Row>>read(
            tx -> tx.refreshFamilies().find(POOL, Rows.family(JANE, n).originJti()))
        .orElseThrow();
  }

  @Test
  void keeps_a_family_in_its_pool_alone() {
    var family = Rows.family(JANE, 1);
    write(tx -> tx.refreshFamilies().insert(family));

    assertThat(found(1)).isEqualTo(family);
    assertThat(
            store.<Optional<?>>read(
                tx -> tx.refreshFamilies().find(OTHER_POOL, family.originJti())))
        .isEmpty();
    assertRefused(
        new Refusal.IdTaken(family.originJti().toString()),
        tx -> tx.refreshFamilies().insert(family));
  }

  @Test
  void ac_43_revokes_all_of_a_client_and_of_its_pool_alone() {
    var other = new ClientId("otherclient");
    write(tx -> {
      tx.refreshFamilies().insert(Rows.family(JANE, 1));
      tx.refreshFamilies().insert(Rows.family(JOHN, 2));
      tx.refreshFamilies().insert(of(Rows.family(JANE, 3), other));
      tx.refreshFamilies().revoke(POOL, Rows.family(JOHN, 2).originJti(), NOW);
    });
    assertThat(
            this.<Integer>change(
                tx -> tx.refreshFamilies().revokeAllOf(OTHER_POOL, Rows.CLIENT, LATER)))
        .isZero();
    assertThat(
            this.<Integer>change(tx -> tx.refreshFamilies().revokeAllOf(POOL, Rows.CLIENT, LATER)))
        .isEqualTo(1);
    assertThat(found(1).revokedAt()).contains(LATER);
    assertThat(found(2).revokedAt()).contains(NOW);
    assertThat(found(3).isRevoked()).isFalse();
  }

  private static RefreshFamilies.Row of(RefreshFamilies.Row family, ClientId client) {
    return new RefreshFamilies.Row(
        family.poolId(),
        family.originJti(),
        family.sub(),
        client,
        family.eventId(),
        family.authenticatedAt(),
        family.scopes(),
        family.secretHash(),
        family.generation(),
        family.rotatedAt(),
        family.createdAt(),
        family.expiresAt(),
        family.revokedAt());
  }

  @Test
  void rt_05_a_generation_is_rotated_once() {
    var family = Rows.family(JANE, 1);
    write(tx -> tx.refreshFamilies().insert(family));
    var second = family.rotated(LATER);

    assertThat(this.<Boolean>change(tx -> tx.refreshFamilies().rotate(second))).isTrue();
    assertThat(this.<Boolean>change(tx -> tx.refreshFamilies().rotate(second))).isFalse();
    assertThat(found(1)).isEqualTo(second);
    assertThat(second.generation()).isEqualTo(2);
    assertThat(second.expiresAt()).isEqualTo(family.expiresAt());
    assertThat(this.<Boolean>change(tx -> tx.refreshFamilies().rotate(second.rotated(LATER))))
        .isTrue();
    assertThat(this.<Boolean>change(tx -> tx.refreshFamilies().rotate(Rows.family(JOHN, 9))))
        .isFalse();
  }

  @Test
  void rt_08_a_revoked_family_is_not_rotated_and_stays_revoked() {
    var family = Rows.family(JANE, 1);
    write(tx -> tx.refreshFamilies().insert(family));

    assertThat(revoke(family, LATER)).isTrue();
    assertThat(revoke(family, LATER.plusSeconds(1))).isFalse();
    assertThat(found(1).revokedAt()).contains(LATER);
    assertThat(this.<Boolean>change(tx -> tx.refreshFamilies().rotate(family.rotated(LATER))))
        .isFalse();
    assertThat(revoke(Rows.family(JANE, 2), LATER)).isFalse();
  }

  private boolean revoke(RefreshFamilies.Row family, Instant now) {
    return this.<Boolean>change(tx -> tx.refreshFamilies().revoke(POOL, family.originJti(), now));
  }

  @Test
  void rt_09_revokes_the_families_of_one_user() {
    write(tx -> {
      tx.refreshFamilies().insert(Rows.family(JANE, 1));
      tx.refreshFamilies().insert(Rows.family(JANE, 2));
      tx.refreshFamilies().insert(Rows.family(JOHN, 3));
      tx.refreshFamilies().revoke(POOL, Rows.family(JANE, 2).originJti(), NOW);
    });

    assertThat(this.<Integer>change(tx -> tx.refreshFamilies().revokeAllOf(POOL, JANE, LATER)))
        .isEqualTo(1);
    assertThat(found(1).revokedAt()).contains(LATER);
    assertThat(found(2).revokedAt()).contains(NOW);
    assertThat(found(3).isRevoked()).isFalse();
    write(tx -> tx.refreshFamilies().insert(Rows.family(JANE, 4)));
    assertThat(found(4).isRevoked()).isFalse();
  }

  @Test
  void forgets_families_that_have_expired() {
    write(tx -> {
      tx.refreshFamilies().insert(Rows.family(JANE, 1));
      tx.refreshFamilies().insert(Rows.family(JOHN, 2));
    });
    var end = Rows.family(JANE, 1).expiresAt();

    assertThat(deleted(end, 9)).isZero();
    assertThat(deleted(end.plusMillis(1), 1)).isEqualTo(1);
    assertThat(deleted(end.plusMillis(1), 9)).isEqualTo(1);
  }

  private int deleted(Instant time, int limit) {
    return this.<Integer>change(tx -> tx.refreshFamilies().deleteExpired(POOL, time, limit));
  }

  @Test
  void the_last_sign_out_counts() {
    write(tx -> tx.signOuts().put(POOL, JANE, LATER));
    write(tx -> tx.signOuts().put(POOL, JANE, NOW));
    assertThat(signOut(JANE)).contains(LATER);
    assertThat(signOut(JOHN)).isEmpty();

    write(tx -> tx.signOuts().put(POOL, JANE, LATER.plusMillis(1)));
    assertThat(signOut(JANE)).contains(LATER.plusMillis(1));
    assertThat(this.<Integer>change(tx -> tx.signOuts().deleteBefore(POOL, LATER, 9))).isZero();
    assertThat(
            this.<Integer>change(tx -> tx.signOuts().deleteBefore(POOL, LATER.plusSeconds(1), 9)))
        .isEqualTo(1);
    assertThat(signOut(JANE)).isEmpty();
  }

  private Optional<Instant> signOut(UserSub sub) {
    return store.read(tx -> tx.signOuts().find(POOL, sub));
  }

  @Test
  void rt_04_exactly_one_of_twenty_rotates_a_generation() throws Exception {
    var family = Rows.family(JANE, 1);
    write(tx -> tx.refreshFamilies().insert(family));
    for (int round = 0; round < 5; round++) {
      var next = found(1).rotated(LATER);
      var race = Race.of(CALLERS, _ -> require(change(tx -> tx.refreshFamilies().rotate(next))));
      assertThat(race.successes()).isEqualTo(1);
    }
    assertThat(found(1).generation()).isEqualTo(6);
  }

  @Test
  void rt_08_no_family_outlives_a_sign_out_that_comes_after_it() throws Exception {
    for (int round = 0; round < 5; round++) {
      var first = 1 + round * CALLERS;
      Race.of(
          CALLERS,
          i -> {
            if (i % 2 == 0) {
              write(tx -> tx.refreshFamilies().insert(Rows.family(JANE, first + i)));
            } else {
              write(tx -> {
                tx.signOuts().put(POOL, JANE, LATER);
                tx.refreshFamilies().revokeAllOf(POOL, JANE, LATER);
              });
            }
          });
      write(tx -> tx.refreshFamilies().revokeAllOf(POOL, JANE, LATER));
      for (int i = 0; i < CALLERS; i += 2) {
        assertThat(found(first + i).isRevoked()).isTrue();
      }
    }
  }

  @Test
  void bf_13_exactly_one_of_twenty_spends_a_session_and_takes_a_code() throws Exception {
    for (int round = 0; round < 5; round++) {
      var id = "session" + round;
      var spent =
          Race.of(CALLERS, _ -> require(change(tx -> tx.spentSessions().spend(POOL, id, LATER))));
      assertThat(spent.successes()).isEqualTo(1);

      var code = Rows.code(JANE, CodePurpose.RESET_PASSWORD, "hash" + round);
      write(tx -> tx.userCodes().put(code));
      var taken = Race.of(CALLERS, _ -> require(change(tx -> tx.userCodes().take(code))));
      assertThat(taken.successes()).isEqualTo(1);
    }
  }

  @Test
  void bf_03_no_more_than_five_of_a_hundred_parallel_passwords_are_looked_at() throws Exception {
    for (int round = 0; round < 5; round++) {
      var subject = "name" + round;
      var race =
          Race.of(
              5 * CALLERS,
              _ -> write(tx -> tx.attempts().reserve(POOL, subject, AttemptKind.PASSWORD, NOW)));
      assertThat(race.successes()).isEqualTo(5);
      assertThat(race.refusals()).containsOnly(new Refusal.PasswordAttemptsExceeded());
    }
  }

  private static void require(boolean won) {
    if (!won) {
      throw new RefusedException(new Refusal.Conflict());
    }
  }
}
