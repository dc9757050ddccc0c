package dev.gatehouse.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How well this node knows what the others did (design D11). Thread-safe.
public final class Freshness {
  /// After so long without a poll of the feed the node is stale: not ready for new traffic.
  private static final Duration FRESH_MAX = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Duration staleMax;
  private volatile Instant polledAt;

  /// @param staleMax how long a stale node goes on issuing machine tokens from memory; zero: not at
  ///   all
  public Freshness(InstantSource clock, Duration staleMax) {
    this.clock = clock;
    this.staleMax = staleMax;
    polledAt = clock.instant();
  }

  void polled(Instant at) {
    polledAt = at;
  }

  /// Whether a change of another node would be known here within a second.
  public boolean isFresh() {
    return age().compareTo(FRESH_MAX) <= 0;
  }

  /// Whether machine tokens may be issued from memory.
  public boolean mayIssue() {
    return isFresh() || age().compareTo(staleMax) <= 0;
  }

  private Duration age() {
    return Duration.between(polledAt, clock.instant());
  }
}
