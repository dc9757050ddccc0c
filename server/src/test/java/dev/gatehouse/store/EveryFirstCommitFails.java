package dev.gatehouse.store;

import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.SerializationFailure;

/// Makes the database lose the race for the first commit of every transaction: each write closure
/// runs twice.
public final class EveryFirstCommitFails implements CommitProbe {
  @Override
  public void beforeCommit(int attempt) {
    if (attempt == 1) {
      throw new SerializationFailure();
    }
  }
}
