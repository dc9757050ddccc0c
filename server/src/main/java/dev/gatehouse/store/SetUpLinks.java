package dev.gatehouse.store;

import dev.gatehouse.pool.AdministratorName;
import java.time.Instant;
import java.util.Optional;

/// Table `set_up_link`: links with which an administrator chooses his password, once. One for each,
/// and one for the first administrator, whoever he will be (UI-01).
public interface SetUpLinks {
  /// A link as stored.
  ///
  /// @param name whose password it chooses; empty for the first administrator
  /// @param tokenHash of the token, which is stored nowhere
  record Row(Optional<AdministratorName> name, String tokenHash, Instant expiresAt) {}

  /// The link with that token, ended or not.
  Optional<Row> find(String tokenHash);

  /// The link of an administrator, ended or not.
  Optional<Row> findOf(AdministratorName name);

  interface Writes extends SetUpLinks {
    /// Stores a link; the one that was there before is none any more.
    void put(Row row);

    /// Uses a link up: of all who ask, exactly one hears that it was he.
    boolean take(Row row);

    /// Deletes the links that ended before `time`; returns how many.
    int deleteExpired(Instant time);
  }
}
