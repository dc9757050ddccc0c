package dev.gatehouse.token;

import dev.gatehouse.env.Network;
import dev.gatehouse.env.WindowCounts;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.time.InstantSource;

/// Counts in memory, on this node. Thread-safe.
public final class WrongSecretCounts implements WrongSecrets {
  private final Duration window;
  private final WindowCounts<Source> counts;

  /// @param max how many of one source are answered in a window; 0 never refuses
  /// @param window begins with the first wrong one
  public WrongSecretCounts(int max, Duration window, InstantSource clock) {
    this.window = window;
    counts = new WindowCounts<>(max, window, clock);
  }

  private record Source(ClientId client, String network) {}

  @Override
  public void requireRoom(ClientId id, String peer) {
    if (!counts.hasRoom(new Source(id, Network.of(peer)))) {
      throw new RefusedException(new Refusal.TooManyWrongSecrets(id));
    }
  }

  @Override
  public void note(ClientId id, String peer) {
    counts.note(new Source(id, Network.of(peer)));
  }

  @Override
  public Duration window() {
    return window;
  }
}
