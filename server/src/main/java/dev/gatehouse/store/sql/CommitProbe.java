package dev.gatehouse.store.sql;

/// Sees every commit before it happens. A test's probe makes the database lose a race on purpose:
/// the contract says that a write closure may run twice.
@FunctionalInterface
public interface CommitProbe {
  /// Lets every commit happen.
  CommitProbe NONE = _ -> {};

  /// @param attempt 1 when the closures of this transaction ran for the first time
  /// @throws SerializationFailure when this commit is to fail as if another transaction had won
  void beforeCommit(int attempt);
}
