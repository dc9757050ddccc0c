package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.SrpSalt;
import dev.gatehouse.crypto.SrpVerifier;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
  private static final UserPoolId POOL = new UserPoolId("us-east-1_7E8IsxCGC");

  private static final SignInNames NAMES = new SignInNames(true, Set.of(), Set.of());

  private final ManualClock clock = ManualClock.atStart();
  private final SeededRandom random = new SeededRandom(3);
  private final Env env = new Env(clock, random);
  private final AesGcmSealer sealer = new AesGcmSealer(MasterKey.mint(random), random);
  private final Passwords passwords = passwords(CHEAP, new HashingPermits(1, Duration.ofHours(1)));
  private final Users.Row jane = user("jane");

  private Passwords passwords(Argon2Cost cost, HashingPermits permits) {
    return new Passwords(new PasswordHasher(cost, permits, random), sealer, env);
  }

  private Users.Row user(String name) {
    return Users.Row.create(
        POOL,
        UserSub.mint(random),
        new Username(name),
        UserStatus.CONFIRMED,
        Map.of(),
        clock.instant());
  }

  private Users.Password make(Users.Row user, String password) {
    return passwords.make(Passwords.Owner.of(NAMES, user), password, false);
  }

  private static Optional<Users.Credentials> with(Users.Row user, Users.Password password) {
    return Optional.of(new Users.Credentials(user, Optional.of(password)));
  }

  @Test
  void sr_11_the_whole_password_counts() {
    var longest = "Aa1!".repeat(64);
    var stored = make(jane, longest);
    assertThat(passwords.matches(with(jane, stored), longest)).isTrue();
    assertThat(passwords.matches(with(jane, stored), longest.substring(1))).isFalse();
    assertThat(passwords.matches(with(jane, stored), longest + "x")).isFalse();
    var composed = make(jane, "zo\u00eb");
    assertThat(passwords.matches(with(jane, composed), "zoe\u0308")).isFalse();
  }

  @Test
  void nothing_is_right_for_nobody_or_a_user_without_a_password() {
    assertThat(passwords.matches(Optional.empty(), "x")).isFalse();
    assertThat(passwords.matches(Optional.of(new Users.Credentials(jane, Optional.empty())), "x"))
        .isFalse();
  }

  @Test
  void sr_09_what_is_stored_is_sealed_and_bound_to_its_user() {
    var stored = make(jane, "secret");
    assertThat(stored.hash().text() + stored.srpVerifier().text()).doesNotContain("argon2id");
    var joe = user("joe");
    assertThatThrownBy(() -> passwords.matches(with(joe, stored), "secret"))
        .isInstanceOf(UnsealException.class);
    assertThatThrownBy(() -> passwords.verifier(joe, stored)).isInstanceOf(UnsealException.class);
  }

  @Test
  void the_verifier_is_that_of_the_username_in_its_pool() {
    var stored = make(jane, "secret");
    var expected =
        SrpVerifier.derive(
            Passwords.identity(POOL, "jane"), new SrpSalt(stored.srpSalt()), "secret");
    assertThat(Passwords.identity(POOL, "jane").group()).isEqualTo("7E8IsxCGC");
    assertThat(passwords.verifier(jane, stored).bytes()).isEqualTo(expected.bytes());
  }

  @Test
  void sr_10_a_hash_of_an_older_cost_is_right_and_outdated() {
    var stored = make(jane, "secret");
    var dearer = passwords(new Argon2Cost(16, 1, 1), new HashingPermits(1, Duration.ofHours(1)));
    assertThat(passwords.isOutdated(jane, stored)).isFalse();
    assertThat(dearer.isOutdated(jane, stored)).isTrue();
    assertThat(dearer.matches(with(jane, stored), "secret")).isTrue();
  }

  @Test
  void sr_13_a_password_of_the_history_is_not_new() {
    var last = List.of(make(jane, "second").hash(), make(jane, "first").hash());
    passwords.requireNew(jane, last, "third");
    passwords.requireNew(jane, List.of(), "first");
    assertThatThrownBy(() -> passwords.requireNew(jane, last, "first"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(new Refusal.ReusedPassword()));
  }

  @Test
  void rl_48_bf_24_too_many_at_once_are_refused() throws InterruptedException {
    var taken = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var permits = new HashingPermits(1, Duration.ZERO);
    var busy = passwords(CHEAP, permits);
    var stored = make(jane, "secret");
    var holder = Thread.ofVirtual().start(() -> hold(permits, taken, done));
    taken.await();
    try {
      for (Runnable work :
          List.<Runnable>of(
              () -> busy.make(Passwords.Owner.of(NAMES, jane), "x", true),
              () -> busy.matches(with(jane, stored), "secret"),
              () -> busy.matches(Optional.empty(), "secret"),
              () -> busy.requireNew(jane, List.of(stored.hash()), "x"))) {
        assertThatThrownBy(work::run)
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused -> assertThat(refused.refusal()).isEqualTo(new Refusal.Overloaded()));
      }
    } finally {
      done.countDown();
      holder.join();
    }
  }

  /// Takes the only turn: its random source waits where a hash begins.
  private static void hold(HashingPermits permits, CountDownLatch taken, CountDownLatch done) {
    var waiting =
        new RandomGenerator() {
          private int calls;

          @Override
          public long nextLong() {
            return 1;
          }

          @Override
          public void nextBytes(byte[] bytes) {
            if (++calls == DRAWN_WHEN_MADE + 1) {
              taken.countDown();
              awaitQuietly(done);
            }
          }
        };
    new PasswordHasher(CHEAP, permits, waiting).hash("x");
  }

  /// The decoy's salt and hash.
  private static final int DRAWN_WHEN_MADE = 2;

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
