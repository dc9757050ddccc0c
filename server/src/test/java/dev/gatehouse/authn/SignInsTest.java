package dev.gatehouse.authn;

import static dev.gatehouse.authn.Machine.CHEAP;
import static dev.gatehouse.authn.Machine.HIDING;
import static dev.gatehouse.authn.Machine.PASSWORD;
import static dev.gatehouse.authn.Machine.TELLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Users;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who is let in, by status (users §2.5), and that nobody else is told it (EN-06, EN-09).
class SignInsTest {
  private static final String WRONG = "Wrong-Horse-1";
  private static final Refusal INCORRECT = new Refusal.WrongPassword();

  @TempDir private Path folder;
  private Machine machine;
  private SignIns signIns;

  @BeforeEach
  void open() {
    machine = new Machine(folder);
    signIns = machine.signIns(CHEAP);
  }

  @AfterEach
  void close() {
    machine.close();
  }

  private Refusal refusal(String password) {
    return machine.refusal(signIns, HIDING, "jane", password);
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"CONFIRMED", "FORCE_CHANGE_PASSWORD"},
      mode = EnumSource.Mode.EXCLUDE)
  void en_09_a_status_is_told_to_who_has_the_password(UserStatus status) {
    machine.user("jane", status, true);
    var expected =
        switch (status) {
          case UNCONFIRMED -> new Refusal.UserNotConfirmed();
          case RESET_REQUIRED -> new Refusal.PasswordResetRequired();
          default -> INCORRECT;
        };
    assertThat(refusal(WRONG)).isEqualTo(INCORRECT);
    assertThat(refusal(PASSWORD)).isEqualTo(expected);
    assertThat(machine.refusal(signIns, TELLING, "jane", WRONG)).isEqualTo(INCORRECT);
    assertThat(machine.refusal(signIns, TELLING, "jane", PASSWORD)).isEqualTo(expected);
  }

  @Test
  void a_right_password_does_not_count_whatever_the_status() {
    machine.user("jane", UserStatus.UNCONFIRMED, true);
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(PASSWORD)).isEqualTo(new Refusal.UserNotConfirmed());
    }
  }

  @Test
  void a_user_without_a_password_has_none_that_is_right() {
    machine.withoutPassword("jane", UserStatus.CONFIRMED);
    machine.withoutPassword("john", UserStatus.EXTERNAL_PROVIDER);
    machine.withoutPassword("imported", UserStatus.RESET_REQUIRED);
    for (var name : new String[] {"jane", "john", "imported"}) {
      assertThat(machine.refusal(signIns, HIDING, name, PASSWORD)).isEqualTo(INCORRECT);
    }
    assertThat(machine.refusal(signIns, TELLING, "jane", PASSWORD)).isEqualTo(INCORRECT);
    assertThat(machine.refusal(signIns, TELLING, "imported", PASSWORD))
        .isEqualTo(new Refusal.PasswordResetRequired());
  }

  @Test
  void en_06_nobody_costs_what_a_user_costs() {
    machine.user("jane", UserStatus.CONFIRMED, true);
    machine.user("disabled", UserStatus.CONFIRMED, false);
    machine.user("unconfirmed", UserStatus.UNCONFIRMED, true);
    machine.user("invited", UserStatus.FORCE_CHANGE_PASSWORD, true);
    machine.withoutPassword("federated", UserStatus.EXTERNAL_PROVIDER);
    machine.refusal(signIns, HIDING, "jane", WRONG); // Loads what is cached.
    machine.store.taken();
    for (var name :
        new String[] {"jane", "nobody", "disabled", "unconfirmed", "invited", "federated"}) {
      assertThat(machine.refusal(signIns, HIDING, name, WRONG)).as(name).isEqualTo(INCORRECT);
      assertThat(machine.store.taken()).as("reads and writes for %s", name).containsExactly(1, 1);
    }
  }

  /// Opening the verifier was two percent of the call, and a user's alone.
  @Test
  void en_06_srp_opens_as_much_for_nobody_as_for_a_user() {
    machine.user("jane", UserStatus.CONFIRMED, true);
    machine.withoutPassword("federated", UserStatus.EXTERNAL_PROVIDER);
    machine.srp(signIns, HIDING, "jane"); // Loads what is cached.
    machine.sealer.taken();
    for (var name : new String[] {"jane", "nobody", "federated"}) {
      machine.srp(signIns, HIDING, name);
      assertThat(machine.sealer.taken()).as(name).containsExactly("413 bytes");
    }
  }

  @Test
  void a_sign_in_that_is_only_asked_for_a_new_password_leaves_no_family() {
    var jane = machine.user("jane", UserStatus.FORCE_CHANGE_PASSWORD, true);
    assertThat(machine.password(signIns, HIDING, "jane", PASSWORD))
        .isInstanceOf(Outcome.Challenged.class);
    assertThat(
            machine.store.<Integer>write(tx ->
                tx.refreshFamilies().revokeAllOf(Machine.POOL, jane.sub(), machine.env.now())))
        .isZero();
  }

  @Test
  void sr_10_a_hash_that_costs_too_little_by_now_is_made_anew() {
    var jane = machine.user("jane", UserStatus.CONFIRMED, true);
    var before = machine.credentials(jane);
    var dearer = machine.signIns(new Argon2Cost(16, 1, 1));

    assertThat(machine.password(signIns, HIDING, "jane", PASSWORD))
        .isInstanceOf(Outcome.Tokens.class);
    assertThat(machine.credentials(jane)).isEqualTo(before);

    machine.refusal(dearer, HIDING, "jane", WRONG);
    assertThat(machine.credentials(jane)).isEqualTo(before);

    assertThat(machine.password(dearer, HIDING, "jane", PASSWORD))
        .isInstanceOf(Outcome.Tokens.class);
    var after = machine.credentials(jane);
    assertThat(after.password().map(Users.Password::hash))
        .isNotEqualTo(before.password().map(Users.Password::hash));
    assertThat(after.password().map(Users.Password::setAt))
        .isEqualTo(before.password().map(Users.Password::setAt));
    assertThat(after.user().lastModifiedAt()).isEqualTo(before.user().lastModifiedAt());
    assertThat(machine.passwords(CHEAP).matches(Optional.of(after), PASSWORD)).isTrue();

    assertThat(machine.password(dearer, HIDING, "jane", PASSWORD))
        .isInstanceOf(Outcome.Tokens.class);
    assertThat(machine.credentials(jane)).isEqualTo(after);
  }
}
