package dev.gatehouse.users;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Finds the user whom a caller means by `Username`: wherever an operation takes one, it is the
/// username, an active alias, or the sub (§2.1).
///
/// A sub goes first: nobody can take a name that is somebody's sub (AT-12), and of pools whose
/// usernames are subs it is the one statement. Then the username, then an alias.
public final class Directory {
  private Directory() {}

  /// The user, if there is one.
  ///
  /// @param given as the caller sent it
  public static Optional<Users.Row> find(ReadTx tx, UserRules pool, String given) {
    return find(
        given,
        sub -> tx.users().find(pool.poolId(), sub),
        () -> tx.users().findByName(pool.poolId(), pool.names().fold(given)));
  }

  /// As [#find], with the password: for a sign-in.
  public static Optional<Users.Credentials> findCredentials(
      ReadTx tx, UserRules pool, String given) {
    return find(
        given,
        sub -> tx.users().findCredentials(pool.poolId(), sub),
        () -> tx.users().findCredentialsByName(pool.poolId(), pool.names().fold(given)));
  }

  /// As [#find], for what only a user who is there can be asked for.
  ///
  /// @throws RefusedException with [Refusal.UnknownUser]
  public static Users.Row require(ReadTx tx, UserRules pool, String given) {
    return find(tx, pool, given).orElseThrow(() -> unknown(given));
  }

  /// As [#require], with the password.
  ///
  /// @throws RefusedException with [Refusal.UnknownUser]
  public static Users.Credentials requireCredentials(ReadTx tx, UserRules pool, String given) {
    return findCredentials(tx, pool, given).orElseThrow(() -> unknown(given));
  }

  /// As [#require], held until the end of the transaction.
  ///
  /// @throws RefusedException with [Refusal.UnknownUser]
  public static Users.Row lock(WriteTx tx, UserRules pool, String given) {
    return tx.users()
        .lock(pool.poolId(), require(tx, pool, given).sub())
        .orElseThrow(() -> unknown(given));
  }

  private static RefusedException unknown(String given) {
    return new RefusedException(new Refusal.UnknownUser(given));
  }

  private static <T> Optional<T> find(
      String given, Function<UserSub, Optional<T>> bySub, Supplier<Optional<T>> byName) {
    return UserSub.parse(given).flatMap(bySub).or(byName);
  }
}
