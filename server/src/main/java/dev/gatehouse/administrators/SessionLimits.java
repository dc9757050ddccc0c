package dev.gatehouse.administrators;

import dev.gatehouse.store.ConsoleSessions;
import dev.gatehouse.store.WriteTx;
import java.time.Duration;
import java.time.Instant;

/// When a session of the console is over (UI-06): whoever decides it, decides it here.
///
/// @param idle without any use for so long, of itself or of its keys
/// @param max however much it is used
public record SessionLimits(Duration idle, Duration max) {
  public boolean isOver(ConsoleSessions.Row session, Instant now) {
    return !now.isBefore(session.expiresAt()) || !now.isBefore(session.lastUsedAt().plus(idle));
  }

  /// Ends all that are over, and with them the keys that their pages still hold; called once a
  /// minute. Returns how many.
  public int endOver(WriteTx tx, Instant now) {
    return tx.consoleSessions().endOver(now, now.minus(idle).plusMillis(1));
  }
}
