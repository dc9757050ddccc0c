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
  private final boolean isAlone;
  private volatile Instant polledAt;

  /// @param staleMax how long a stale node goes on issuing machine tokens from memory; zero: not at
  ///   all
  public Freshness(InstantSource clock, Duration staleMax) {
    this(clock, staleMax, false);
  }

  private Freshness(InstantSource clock, Duration staleMax, boolean isAlone) {
    this.clock = clock;
    this.staleMax = staleMax;
    this.isAlone = isAlone;
    polledAt = clock.instant();
  }

  /// Of a node whose database nobody else can write to: it knows everything.
  public static Freshness ofOnlyNode(InstantSource clock) {
    return new Freshness(clock, Duration.ZERO, true);
  }

  void polled(Instant at) {
    polledAt = at;
  }

  /// Whether a change of another node would be known here within a second.
  public boolean isFresh() {
    return isAlone || age().compareTo(FRESH_MAX) <= 0;
  }

  /// Whether machine tokens may be issued from memory.
  public boolean mayIssue() {
    return isFresh() || age().compareTo(staleMax) <= 0;
  }

  /// How long ago the changes of the others were read.
  public Duration age() {
    return Duration.between(polledAt, clock.instant());
  }
}
