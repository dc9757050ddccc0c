package dev.gatehouse.store;

import dev.gatehouse.pool.AttemptCount;
import java.time.Instant;
import java.util.Optional;

/// Table `console_attempt`: wrong passwords and codes of administrators, by name and by source. In
/// the database, so that they hold on every node and after every start (BF-05).
public interface ConsoleAttempts {
  /// What was counted; empty when nothing was.
  ///
  /// @param subject a keyed hash of whom it is counted for, up to 64 characters
  Optional<AttemptCount> find(String subject);

  interface Writes extends ConsoleAttempts {
    /// What was counted, made with nothing where it is missing, and held until the end of the
    /// transaction: whoever else tries for that subject waits (BF-03).
    AttemptCount lock(String subject, Instant now);

    /// Stores what this transaction has locked.
    ///
    /// @param expiresAt from when it says nothing more than no row would
    void put(String subject, AttemptCount count, Instant expiresAt);

    /// Forgets what was counted, where anything was.
    void delete(String subject);

    /// Deletes what expired before `time`; returns how many.
    int deleteExpired(Instant time);
  }
}
