package dev.gatehouse.delivery;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.DeliveryMedium;
import java.util.Locale;

/// What came of the attempts to deliver messages.
public final class DeliveryMeters {
  private final Family<Counter> attempts =
      Family.counters(
          "gatehouse_messages_total",
          "Attempts to deliver a message to a user.",
          "medium",
          "outcome");

  /// What an attempt came to.
  enum Outcome {
    SENT,
    /// It is tried again.
    DEFERRED,
    /// It is given up.
    FAILED
  }

  public DeliveryMeters() {
    for (var medium : DeliveryMedium.values()) {
      for (var outcome : Outcome.values()) {
        attempts.of(word(medium), word(outcome)); // Shown before the first one.
      }
    }
  }

  void count(DeliveryMedium medium, Outcome outcome) {
    attempts.of(word(medium), word(outcome)).add();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public void showIn(Meters meters) {
    meters.show(attempts);
  }
}
