package dev.gatehouse.store;

import dev.gatehouse.pool.AdministratorName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `console_session`: who is signed in to the console. Each session has an access key of its
/// own, the root, whose secret nobody has: the keys that the page signs with are its children, so
/// that they end with the session, on every node within a second (design D11).
public interface ConsoleSessions {
  /// A session as stored.
  ///
  /// @param tokenHash of the token in the cookie, which is stored nowhere
  /// @param rootKeyId its access key
  /// @param lastUsedAt of the session or of one of its keys, whichever is later; noted once a
  ///   minute
  /// @param expiresAt its end, however much it is used
  record Row(
      String tokenHash,
      AdministratorName name,
      String rootKeyId,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt) {}

  Optional<Row> find(String tokenHash);

  /// The session that an access key is the root of.
  Optional<Row> findByRootKey(String rootKeyId);

  /// All sessions of all administrators, oldest first.
  List<Row> list();

  interface Writes extends ConsoleSessions {
    /// @param row whose root key is stored already
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownAdministrator` when he is gone
    void insert(Row row);

    /// Notes a use, where it is later than the one noted.
    void touch(String tokenHash, Instant usedAt);

    /// Ends a session, if it is there: deletes it with its root key and all keys of it.
    void end(String tokenHash);

    /// Ends the sessions of an administrator.
    ///
    /// @param except the root key of one that goes on
    void endAllOf(AdministratorName name, Optional<String> except);

    /// Ends sessions whose time is over, and those that neither themselves nor with a key were used
    /// since `unusedSince`.
    ///
    /// @return how many
    int endOver(Instant now, Instant unusedSince);
  }
}
