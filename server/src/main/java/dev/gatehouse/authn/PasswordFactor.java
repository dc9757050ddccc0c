package dev.gatehouse.authn;

import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.users.Passwords;
import java.util.Optional;
import java.util.function.Function;

/// A password in clear: `USER_PASSWORD_AUTH`, and of administrators `ADMIN_USER_PASSWORD_AUTH`
/// (users §3.1).
final class PasswordFactor implements FirstFactor {
  private final Passwords passwords;
  private final Guesses guesses;

  PasswordFactor(Passwords passwords, Guesses guesses) {
    this.passwords = passwords;
    this.guesses = guesses;
  }

  @Override
  public Function<Claimant, Step> read(AuthFlow flow, Parameters parameters) {
    var password = parameters.require("PASSWORD");
    return who -> compare(who, password);
  }

  private Step compare(Claimant who, String password) {
    guesses.reserve(who);
    boolean isRight = matches(who, password);
    if (!isRight || who.credentials().isEmpty()) {
      throw new RefusedException(new Refusal.WrongPassword());
    }
    var credentials = who.credentials().get();
    return new Step.Proved(who, credentials, commit(who, credentials, password));
  }

  private Step.Commit commit(Claimant who, Users.Credentials seen, String password) {
    return renewed(who, seen, password)
        .<Step.Commit>map(renewed -> tx -> store(tx, seen, renewed))
        .orElseGet(() -> UnchangedUser.of(seen));
  }

  /// The same password at what a hash costs by now (SR-10): nobody but its owner can bring it. It
  /// is as old as before. When too much is being hashed, the next sign-in does it.
  private Optional<Users.Password> renewed(Claimant who, Users.Credentials seen, String password) {
    var stored = seen.password().filter(_ -> seen.user().status() == UserStatus.CONFIRMED);
    if (stored.filter(old -> passwords.isOutdated(seen.user(), old)).isEmpty()) {
      return Optional.empty();
    }
    try {
      var made =
          passwords.make(Passwords.Owner.of(who.rules().names(), seen.user()), password, false);
      return stored.map(old ->
          new Users.Password(
              made.srpSalt(), made.srpVerifier(), made.hash(), old.setAt(), old.temporary()));
    } catch (RefusedException overloaded) {
      return Optional.empty();
    }
  }

  /// The user is not modified by it.
  private static Users.Row store(WriteTx tx, Users.Credentials seen, Users.Password renewed) {
    var user = UnchangedUser.require(tx, seen);
    var next = user.next(user.lastModifiedAt());
    tx.users().update(next, renewed);
    return next;
  }

  /// What was not compared does not count.
  private boolean matches(Claimant who, String password) {
    try {
      return passwords.matches(who.credentials(), password);
    } catch (RefusedException overloaded) {
      guesses.giveBack(who);
      throw overloaded;
    }
  }
}
