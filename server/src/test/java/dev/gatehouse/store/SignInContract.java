package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What every store must do with sessions, codes, attempts, families of refresh tokens, sign-outs
/// and former passwords.
public abstract class SignInContract extends StoreUnderTest {
  private static final UserSub JANE = Rows.sub(1);
  private static final UserSub JOHN = Rows.sub(2);
  private static final CodePurpose SIGN_UP = CodePurpose.CONFIRM_SIGN_UP;
  private static final AttemptKind PASSWORD = AttemptKind.PASSWORD;
  private static final UserPoolId NOWHERE = new UserPoolId("us-east-1_CCCCCCCCC");

  private void insertUsers() {
    write(tx -> {
      tx.users().insert(Rows.user(POOL, JANE, "jane"), Set.of());
      tx.users().insert(Rows.user(POOL, JOHN, "john"), Set.of());
    });
  }

  private <T> T read(Function<ReadTx, T> work) {
    return store.read(work);
  }

  private <T> T change(Function<WriteTx, T> work) {
    return store.write(work);
  }

  @Test
  void section_3_4_a_session_is_spent_once_in_its_pool() {
    assertThat(this.<Boolean>change(tx -> tx.spentSessions().spend(POOL, "a", NOW))).isTrue();
    assertThat(this.<Boolean>change(tx -> tx.spentSessions().spend(POOL, "a", NOW))).isFalse();
    assertThat(this.<Boolean>change(tx -> tx.spentSessions().spend(OTHER_POOL, "a", NOW))).isTrue();
    assertThat(this.<Boolean>change(tx -> tx.spentSessions().spend(NOWHERE, "a", NOW))).isFalse();

    assertThat(this.<Boolean>read(tx -> tx.spentSessions().isSpent(POOL, "a"))).isTrue();
    assertThat(this.<Boolean>read(tx -> tx.spentSessions().isSpent(POOL, "b"))).isFalse();
    assertThat(this.<Boolean>read(tx -> tx.spentSessions().isSpent(NOWHERE, "a"))).isFalse();
  }

  @Test
  void forgets_spent_sessions_that_have_expired_the_oldest_first() {
    write(tx -> {
      for (int i = 0; i < 4; i++) {
        tx.spentSessions().spend(POOL, "s" + i, NOW.plusSeconds(i));
        tx.spentSessions().spend(OTHER_POOL, "s" + i, NOW);
      }
    });
    var third = NOW.plusSeconds(3);

    assertThat(this.<Integer>change(tx -> tx.spentSessions().deleteExpired(POOL, third, 2)))
        .isEqualTo(2);
    assertThat(spent(POOL)).containsExactly("s2", "s3");
    assertThat(this.<Integer>change(tx -> tx.spentSessions().deleteExpired(POOL, third, 2)))
        .isEqualTo(1);
    assertThat(spent(POOL)).containsExactly("s3");
    assertThat(spent(OTHER_POOL)).hasSize(4);
  }

  private List<String> spent(UserPoolId pool) {
    return this.<List<String>>read(tx ->
        List.of("s0", "s1", "s2", "s3").stream()
            .filter(id -> tx.spentSessions().isSpent(pool, id))
            .toList());
  }

  private Optional<UserCodes.Row> code(UserSub sub, CodePurpose purpose) {
    return read(tx -> tx.userCodes().find(POOL, sub, purpose));
  }

  @Test
  void bf_11_bf_12_a_new_code_replaces_the_old_one_for_its_purpose_alone() {
    insertUsers();
    var first = Rows.code(JANE, SIGN_UP, "one");
    var reset = Rows.code(JANE, CodePurpose.RESET_PASSWORD, "two");
    var email = Rows.code(JANE, CodePurpose.verify("email"), "three");
    var phone = Rows.code(JANE, CodePurpose.verify("phone_number"), "four");
    write(tx -> List.of(first, reset, email, phone).forEach(tx.userCodes()::put));
    var second = Rows.code(JANE, SIGN_UP, "five");
    write(tx -> {
      tx.userCodes().guess(POOL, JANE, SIGN_UP);
      tx.userCodes().put(second);
    });

    assertThat(code(JANE, SIGN_UP)).contains(second);
    assertThat(code(JANE, CodePurpose.RESET_PASSWORD)).contains(reset);
    assertThat(code(JANE, CodePurpose.verify("email"))).contains(email);
    assertThat(code(JANE, CodePurpose.verify("phone_number"))).contains(phone);
    assertThat(code(JOHN, SIGN_UP)).isEmpty();
    assertThat(this.<Boolean>change(tx -> tx.userCodes().take(first))).isFalse();
  }

  @Test
  void bf_13_a_code_is_taken_once() {
    insertUsers();
    var row = Rows.code(JANE, SIGN_UP, "one");
    write(tx -> tx.userCodes().put(row));

    assertThat(this.<Boolean>change(tx -> tx.userCodes().take(row))).isTrue();
    assertThat(this.<Boolean>change(tx -> tx.userCodes().take(row))).isFalse();
    assertThat(code(JANE, SIGN_UP)).isEmpty();
  }

  @Test
  void bf_03_a_guess_is_counted_with_its_code() {
    insertUsers();
    write(tx -> tx.userCodes().put(Rows.code(JANE, SIGN_UP, "one")));

    assertThat(guesses()).contains(1);
    assertThat(guesses()).contains(2);
    write(tx -> tx.userCodes().delete(POOL, JANE, SIGN_UP));
    assertThat(guesses()).isEmpty();
  }

  private Optional<Integer> guesses() {
    return change(tx -> tx.userCodes().guess(POOL, JANE, SIGN_UP).map(UserCodes.Row::guesses));
  }

  @Test
  void forgets_codes_that_have_expired() {
    insertUsers();
    write(tx -> {
      tx.userCodes().put(Rows.code(JANE, SIGN_UP, "one"));
      tx.userCodes().put(Rows.code(JANE, CodePurpose.RESET_PASSWORD, "two"));
      tx.userCodes().put(Rows.code(JOHN, SIGN_UP, "three"));
    });
    var end = NOW.plusSeconds(3600);

    assertThat(this.<Integer>change(tx -> tx.userCodes().deleteExpired(POOL, end, 9))).isZero();
    var after = end.plusMillis(1);
    assertThat(this.<Integer>change(tx -> tx.userCodes().deleteExpired(POOL, after, 2)))
        .isEqualTo(2);
    assertThat(this.<Integer>change(tx -> tx.userCodes().deleteExpired(POOL, after, 2)))
        .isEqualTo(1);
  }

  @Test
  void counts_attempts_of_whoever_is_named_and_gives_them_back() {
    var later = NOW.plusSeconds(5);
    write(tx -> {
      tx.attempts().reserve(POOL, "hash", PASSWORD, NOW);
      tx.attempts().reserve(POOL, "hash", PASSWORD, later);
      tx.attempts().reserve(POOL, "hash", AttemptKind.RESET_CODE, NOW);
    });

    assertThat(attempt("hash", PASSWORD).map(Attempts.Row::count))
        .contains(new AttemptCount(2, NOW, 2, later));
    write(tx -> tx.attempts().giveBack(POOL, "hash", PASSWORD, later));
    assertThat(attempt("hash", PASSWORD).map(Attempts.Row::count))
        .contains(new AttemptCount(1, NOW, 1, later));

    write(tx -> tx.attempts().delete(POOL, "hash", PASSWORD));
    assertThat(attempt("hash", PASSWORD)).isEmpty();
    assertThat(attempt("hash", AttemptKind.RESET_CODE)).isPresent();
    assertThat(attempt("other", PASSWORD)).isEmpty();
    assertRefused(
        new Refusal.UnknownPool(NOWHERE), tx -> tx.attempts().lock(NOWHERE, "hash", PASSWORD, NOW));
  }

  @Test
  void a_row_of_attempts_is_replaced_whatever_it_was() {
    var none = new AttemptCount(0, NOW, 0, NOW);
    var row = new Attempts.Row(POOL, "hash", AttemptKind.RESET_CODE, none, NOW.plusSeconds(60));
    write(tx -> tx.attempts().replace(row));
    assertThat(attempt("hash", AttemptKind.RESET_CODE)).contains(row);

    write(tx -> tx.attempts().reserve(POOL, "hash", AttemptKind.RESET_CODE, NOW));
    var next = row.with(new AttemptCount(2, NOW, 3, NOW.plusSeconds(1)), NOW.plusSeconds(90));
    write(tx -> tx.attempts().replace(next));
    assertThat(attempt("hash", AttemptKind.RESET_CODE)).contains(next);

    var more = next.with(new AttemptCount(3, NOW, 3, NOW.plusSeconds(1)), next.expiresAt());
    Optional<Attempts.Row> increased =
        change(tx -> tx.attempts().increase(POOL, "hash", AttemptKind.RESET_CODE));
    assertThat(increased).contains(more).isEqualTo(attempt("hash", AttemptKind.RESET_CODE));
    Optional<Attempts.Row> nobodys =
        change(tx -> tx.attempts().increase(POOL, "other", AttemptKind.RESET_CODE));
    assertThat(nobodys).isEmpty();
    assertThat(attempt("other", AttemptKind.RESET_CODE)).isEmpty();
  }

  @Test
  void bf_01_a_refused_attempt_leaves_the_count_as_it_was() {
    for (int i = 0; i < 5; i++) {
      write(tx -> tx.attempts().reserve(POOL, "hash", PASSWORD, NOW));
    }
    var before = attempt("hash", PASSWORD);

    assertRefused(
        new Refusal.PasswordAttemptsExceeded(),
        tx -> tx.attempts().reserve(POOL, "hash", PASSWORD, NOW));
    assertThat(attempt("hash", PASSWORD)).isEqualTo(before);
  }

  private Optional<Attempts.Row> attempt(String subject, AttemptKind kind) {
    return read(tx -> tx.attempts().find(POOL, subject, kind));
  }

  @Test
  void bf_24_forgets_counts_that_say_nothing_any_more() {
    write(tx -> {
      for (int i = 0; i < 3; i++) {
        tx.attempts().reserve(POOL, "hash" + i, PASSWORD, NOW.plusSeconds(i));
      }
    });
    var expiry = attempt("hash0", PASSWORD).orElseThrow().expiresAt();

    assertThat(this.<Integer>change(tx -> tx.attempts().deleteExpired(POOL, expiry, 9))).isZero();
    var later = expiry.plusSeconds(2);
    assertThat(this.<Integer>change(tx -> tx.attempts().deleteExpired(POOL, later, 1)))
        .isEqualTo(1);
    assertThat(attempt("hash0", PASSWORD)).isEmpty();
    assertThat(this.<Integer>change(tx -> tx.attempts().deleteExpired(POOL, later, 9)))
        .isEqualTo(1);
    assertThat(attempt("hash2", PASSWORD)).isPresent();
  }

  @Test
  void sr_13_keeps_the_newest_passwords_and_no_more() {
    insertUsers();
    for (var hash : List.of("a", "b", "c", "d")) {
      write(tx -> tx.passwordHistory().add(POOL, JANE, new Sealed(hash), 3));
    }
    write(tx -> tx.passwordHistory().add(POOL, JOHN, new Sealed("e"), 3));

    assertThat(passwords(JANE, 9)).containsExactly("d", "c", "b");
    assertThat(passwords(JANE, 1)).containsExactly("d");
    write(tx -> tx.passwordHistory().add(POOL, JANE, new Sealed("f"), 1));
    assertThat(passwords(JANE, 9)).containsExactly("f");
    assertThat(passwords(JOHN, 9)).containsExactly("e");
    write(tx -> tx.passwordHistory().add(POOL, JANE, new Sealed("g"), 0));
    assertThat(passwords(JANE, 9)).isEmpty();
  }

  private List<String> passwords(UserSub sub, int limit) {
    return read(tx -> tx.passwordHistory().newest(POOL, sub, limit)).stream()
        .map(Sealed::text)
        .toList();
  }

  @Test
  void refuses_what_has_no_user() {
    var unknown = new Refusal.UnknownUser(JANE.value());
    assertRefused(unknown, tx -> tx.userCodes().put(Rows.code(JANE, SIGN_UP, "one")));
    assertRefused(unknown, tx -> tx.refreshFamilies().insert(Rows.family(JANE, 1)));
    assertRefused(unknown, tx -> tx.signOuts().put(POOL, JANE, NOW));
    assertRefused(unknown, tx -> tx.passwordHistory().add(POOL, JANE, new Sealed("a"), 3));
  }

  private static void fill(WriteTx tx, Instant now) {
    tx.userCodes().put(Rows.code(JANE, SIGN_UP, "one"));
    tx.attempts().reserve(POOL, JANE.value(), PASSWORD, now);
    tx.attempts().reserve(POOL, JANE.value(), AttemptKind.SIGN_UP_SEND, now);
    tx.refreshFamilies().insert(Rows.family(JANE, 1));
    tx.signOuts().put(POOL, JANE, now);
    tx.passwordHistory().add(POOL, JANE, new Sealed("a"), 3);
  }

  private List<Object> everything() {
    return read(tx -> {
      var all = new ArrayList<Object>();
      tx.userCodes().find(POOL, JANE, SIGN_UP).ifPresent(all::add);
      tx.attempts().find(POOL, JANE.value(), PASSWORD).ifPresent(all::add);
      tx.attempts().find(POOL, JANE.value(), AttemptKind.SIGN_UP_SEND).ifPresent(all::add);
      tx.refreshFamilies().find(POOL, Rows.family(JANE, 1).originJti()).ifPresent(all::add);
      tx.signOuts().find(POOL, JANE).ifPresent(all::add);
      all.addAll(tx.passwordHistory().newest(POOL, JANE, 9));
      return all;
    });
  }

  @Test
  void deletes_with_a_user_what_is_his_and_nothing_else() {
    insertUsers();
    write(tx -> fill(tx, NOW));
    write(tx -> tx.refreshFamilies().insert(Rows.family(JOHN, 2)));
    assertThat(everything()).hasSize(6);
    write(tx -> tx.users().delete(POOL, JANE));

    assertThat(everything()).isEmpty();
    assertThat(
            this.<Optional<?>>read(
                tx -> tx.refreshFamilies().find(POOL, Rows.family(JOHN, 2).originJti())))
        .isPresent();
  }

  @Test
  void deletes_with_a_pool_what_is_in_it() {
    insertUsers();
    write(tx -> {
      fill(tx, NOW);
      tx.spentSessions().spend(POOL, "a", NOW);
      tx.attempts().reserve(POOL, "hash", PASSWORD, NOW);
    });
    write(tx -> Rows.delete(tx, POOL));

    assertThat(everything()).isEmpty();
    assertThat(attempt("hash", PASSWORD)).isEmpty();
    assertThat(this.<Boolean>read(tx -> tx.spentSessions().isSpent(POOL, "a"))).isFalse();
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));
    assertThat(this.<Boolean>change(tx -> tx.spentSessions().spend(POOL, "a", NOW))).isTrue();
  }

  @Test
  void a_code_does_not_say_in_a_log_where_it_went() {
    assertThat(Rows.code(JANE, SIGN_UP, "one").toString())
        .isEqualTo("UserCode[us-east-1_AAAAAAAAA 00000001-e0e1-70ae-d2ee-991ad1a898c8 sign-up]");
  }
}
