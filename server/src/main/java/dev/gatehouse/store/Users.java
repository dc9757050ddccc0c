package dev.gatehouse.store;

import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tables `pool_user` and `user_password`, and `user_search`, which is written with them. Nodes do
/// not cache users: nothing here writes the change feed.
public interface Users {
  /// A user as stored, without what proves that it is him.
  ///
  /// @param username as it was given
  /// @param attributes name to value, all but `sub`
  /// @param version 1 when created; one more with each update
  record Row(
      UserPoolId poolId,
      UserSub sub,
      Username username,
      UserStatus status,
      boolean enabled,
      SortedMap<String, String> attributes,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {
    public Row {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// A new user, enabled.
    public static Row create(
        UserPoolId poolId,
        UserSub sub,
        Username username,
        UserStatus status,
        Map<String, String> attributes,
        Instant now) {
      return new Row(poolId, sub, username, status, true, new TreeMap<>(attributes), 1, now, now);
    }

    public Row withStatus(UserStatus to) {
      return new Row(
          poolId, sub, username, to, enabled, attributes, version, createdAt, lastModifiedAt);
    }

    public Row withEnabled(boolean to) {
      return new Row(
          poolId, sub, username, status, to, attributes, version, createdAt, lastModifiedAt);
    }

    public Row withAttributes(Map<String, String> to) {
      return new Row(
          poolId,
          sub,
          username,
          status,
          enabled,
          new TreeMap<>(to),
          version,
          createdAt,
          lastModifiedAt);
    }

    /// The next version, to be handed to [Writes#update].
    public Row next(Instant now) {
      return new Row(
          poolId, sub, username, status, enabled, attributes, version + 1, createdAt, now);
    }

    /// What a search by `attribute` compares: the username, or that attribute where the user has
    /// it.
    public Optional<String> searched(SearchAttribute attribute) {
      return attribute == SearchAttribute.USERNAME
          ? Optional.of(username.value())
          : Optional.ofNullable(attributes.get(attribute.attribute()));
    }

    /// Without name and attributes, which are nobody's business in a log.
    @Override
    public String toString() {
      return "User[" + poolId + " " + sub + "]";
    }
  }

  /// What proves that it is the user: all of it changes at once.
  ///
  /// @param srpSalt hexadecimal, as the SRP challenge shows it; no secret
  /// @param srpVerifier sealed and bound to the user
  /// @param hash of the password, with its parameters; sealed and bound to the user
  /// @param setAt from when the validity of a temporary password counts
  /// @param temporary the next sign-in must replace it
  record Password(
      String srpSalt, Sealed srpVerifier, Sealed hash, Instant setAt, boolean temporary) {}

  /// What a sign-in reads.
  ///
  /// @param password empty for a user without one
  record Credentials(Row user, Optional<Password> password) {}

  Optional<Row> find(UserPoolId poolId, UserSub sub);

  /// The user with that sign-in name: the one with the username, otherwise the one with the alias.
  /// One statement.
  ///
  /// @param name folded where the pool's names ignore case, as [LoginName#name()]
  Optional<Row> findByName(UserPoolId poolId, String name);

  /// As [#find], with the password.
  Optional<Credentials> findCredentials(UserPoolId poolId, UserSub sub);

  /// As [#findByName], with the password.
  Optional<Credentials> findCredentialsByName(UserPoolId poolId, String name);

  interface Writes extends Users {
    /// Adds a user without a password and gives him names; four statements.
    ///
    /// @param names at most one of each kind
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool,
    ///   with `IdTaken` when the pool has such a sub, with `UsernameExists` or `AliasExists` when
    ///   another user has one of the names
    void insert(Row row, Set<LoginName> names);

    /// As [#insert(Row,Set)], with a password.
    void insert(Row row, Password password, Set<LoginName> names);

    /// Like [#find], and holds the user until the end of the transaction: what depends on him
    /// (counts, limits, his existence) cannot change meanwhile.
    Optional<Row> lock(UserPoolId poolId, UserSub sub);

    /// Replaces the row with this key and the version before `row.version()`. The username, the
    /// date of creation and the password stay as they are, and so do the sign-in names.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownUser` when there is no such user
    void update(Row row);

    /// As [#update(Row)], with a new password.
    void update(Row row, Password password);

    /// Takes the user's password away; nothing happens when he has none.
    void deletePassword(UserPoolId poolId, UserSub sub);

    /// Deletes the user with his names, memberships and linked identities, and with what his
    /// sign-ins have left.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
    void delete(UserPoolId poolId, UserSub sub);
  }
}
