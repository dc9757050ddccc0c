package dev.gatehouse.store;

import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.SerializationFailure;

/// Makes the database lose the race for every first commit: each write closure runs twice.
public final class EveryFirstCommitFails implements CommitProbe {
  private boolean failed;

  @Override
  public void beforeCommit() {
    failed = !failed;
    if (failed) {
      throw new SerializationFailure();
    }
  }
}
