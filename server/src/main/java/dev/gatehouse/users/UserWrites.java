package dev.gatehouse.users;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Stores users with the names by which they are found, so that no operation can forget one of the
/// two (§2.1, §2.2).
public final class UserWrites {
  private UserWrites() {}

  /// Requires that a new user's names are free, before anything is done that takes long: whether
  /// they still are, [#insert] says.
  ///
  /// @param force as of [#insert]
  /// @throws RefusedException as [#insert]
  public static void requireFree(ReadTx tx, UserRules pool, Users.Row user, boolean force) {
    for (var name : names(pool, user)) {
      requireUnambiguous(tx, pool, user.sub(), name);
      if (!(force && isMovable(pool, name))) {
        tx.loginNames()
            .findOwner(pool.poolId(), name)
            .ifPresent(_ -> {
              throw taken(name);
            });
      }
    }
  }

  private static Set<LoginName> names(UserRules pool, Users.Row user) {
    var names = pool.names().of(user.username(), user.attributes());
    if (names.stream().noneMatch(name -> name.kind() == LoginKind.USERNAME)) {
      throw new RefusedException(new Refusal.Malformed("too long without case"));
    }
    return names;
  }

  /// Adds a user.
  ///
  /// @param force takes the verified addresses that others have as aliases away from them:
  ///   `ForceAliasCreation`. An address that takes the username's place is never taken away
  ///   (*assumed*)
  /// @throws RefusedException with [Refusal.UsernameExists] or [Refusal.AliasExists] when another
  ///   user has one of the names, with [Refusal.UsernameLikeAlias] when one looks like another's
  ///   alias, with [Refusal.Malformed] when the username cannot be one
  public static void insert(
      WriteTx tx,
      UserRules pool,
      Users.Row user,
      Optional<Users.Password> password,
      boolean force) {
    var names = names(pool, user);
    names.forEach(name -> requireUnambiguous(tx, pool, user.sub(), name));
    var own =
        names.stream()
            .filter(name -> !(force && isMovable(pool, name)))
            .collect(Collectors.toUnmodifiableSet());
    if (password.isPresent()) {
      tx.users().insert(user, password.get(), own);
    } else {
      tx.users().insert(user, own);
    }
    for (var alias : names) {
      if (!own.contains(alias)) {
        takeOver(tx, pool, user.sub(), alias, user.createdAt());
      }
    }
  }

  /// Replaces a user's row, and gives and takes names as his attributes ask for.
  ///
  /// @param before as stored and held by this transaction
  /// @param after the next version
  /// @throws RefusedException with [Refusal.AliasExists] when another user has one of the names,
  ///   with [Refusal.UsernameLikeAlias] when a new one looks like another's alias, with
  ///   [Refusal.SignInAttribute] when the user would lose an address that he signs in with
  public static void update(WriteTx tx, UserRules pool, Users.Row before, Users.Row after) {
    update(tx, pool, before, after, false);
  }

  /// As [#update].
  ///
  /// @param force as of [#insert]
  static void update(WriteTx tx, UserRules pool, Users.Row before, Users.Row after, boolean force) {
    var old = pool.names().of(before.username(), before.attributes());
    var now = pool.names().of(after.username(), after.attributes());
    requireKept(old, after);
    old.stream()
        .filter(name -> !now.contains(name))
        .forEach(name -> tx.loginNames().release(pool.poolId(), after.sub(), name));
    for (var name : now) {
      if (!old.contains(name)) {
        requireUnambiguous(tx, pool, after.sub(), name);
        take(tx, pool, after, name, force);
      }
    }
    tx.users().update(after);
  }

  private static void take(
      WriteTx tx, UserRules pool, Users.Row user, LoginName name, boolean force) {
    if (force && isMovable(pool, name)) {
      takeOver(tx, pool, user.sub(), name, user.lastModifiedAt());
    } else {
      tx.loginNames().take(pool.poolId(), user.sub(), name);
    }
  }

  private static void takeOver(
      WriteTx tx, UserRules pool, UserSub sub, LoginName alias, Instant now) {
    tx.loginNames()
        .takeOver(pool.poolId(), sub, alias)
        .ifPresent(owner -> withdraw(tx, pool, owner, alias.kind(), now));
  }

  /// An address that finds the user may become another one, but not none (§2.7).
  private static void requireKept(Set<LoginName> old, Users.Row after) {
    for (var name : old) {
      var attribute = name.kind().attribute();
      if ((name.kind() == LoginKind.EMAIL || name.kind() == LoginKind.PHONE_NUMBER)
          && !after.attributes().containsKey(attribute)) {
        throw new RefusedException(new Refusal.SignInAttribute(attribute));
      }
    }
  }

  /// Stores a user's new password: what he guessed wrong before counts no more (S6), and what was
  /// his password is remembered where the pool wants that (SR-13).
  ///
  /// @param user the next version of what this transaction holds
  public static void setPassword(
      WriteTx tx, UserRules pool, Users.Row user, Users.Password password) {
    tx.users().update(user, password);
    Passwords.remember(tx, pool, user.sub(), password);
    tx.attempts().delete(pool.poolId(), user.sub().value(), AttemptKind.PASSWORD);
  }

  /// Takes a user's password away: he signs in as who he is at identity providers, or not at all.
  ///
  /// @param user the next version of what this transaction holds
  public static void removePassword(WriteTx tx, Users.Row user) {
    tx.users().update(user);
    tx.users().deletePassword(user.poolId(), user.sub());
    tx.attempts().delete(user.poolId(), user.sub().value(), AttemptKind.PASSWORD);
  }

  /// An address that is an alias: what `ForceAliasCreation` moves.
  private static boolean isMovable(UserRules pool, LoginName name) {
    return name.kind() != LoginKind.PREFERRED_USERNAME
        && pool.names().aliasAttributes().contains(name.kind());
  }

  /// The alias has gone to another user: for its former owner it is not verified any more (§2.2).
  private static void withdraw(
      WriteTx tx, UserRules pool, UserSub owner, LoginKind kind, Instant now) {
    tx.users()
        .lock(pool.poolId(), owner)
        .ifPresent(user -> {
          var attributes = new HashMap<>(user.attributes());
          attributes.put(SignInNames.verifiedFlag(kind), "false");
          tx.users().update(user.withAttributes(attributes).next(now));
        });
  }

  /// Names of different kinds are found by the same text: none may be another user's sub, nor his
  /// name of any other kind, nor what could become his address (AT-12).
  private static void requireUnambiguous(ReadTx tx, UserRules pool, UserSub sub, LoginName name) {
    pool.names().requireNoAddress(name);
    var others = EnumSet.of(LoginKind.USERNAME);
    others.addAll(pool.names().aliasAttributes());
    others.remove(name.kind());
    var isTaken =
        UserSub.parse(name.name())
            .filter(other -> !other.equals(sub))
            .flatMap(other -> tx.users().find(pool.poolId(), other))
            .isPresent();
    for (var kind : others) {
      isTaken =
          isTaken
              || tx.loginNames()
                  .findOwner(pool.poolId(), new LoginName(kind, name.name()))
                  .filter(owner -> !owner.equals(sub))
                  .isPresent();
    }
    if (isTaken) {
      throw taken(name);
    }
  }

  private static RefusedException taken(LoginName name) {
    return new RefusedException(
        name.kind() == LoginKind.USERNAME
            ? new Refusal.UsernameExists()
            : new Refusal.AliasExists(name.kind()));
  }
}
