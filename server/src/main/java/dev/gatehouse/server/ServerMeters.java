package dev.gatehouse.server;

import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.config.Settings;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;

/// What the assembly itself shows: versions, readiness, the age of what the node knows.
final class ServerMeters {
  private static final double NANOS_PER_SECOND = 1e9;

  private ServerMeters() {}

  static void show(
      Meters meters, Settings settings, Foundation foundation, Health health, Freshness freshness) {
    meters.show(
        Family.gauges(
                "gatehouse_build_info", "Always 1: what runs here.", "version", "mode", "database")
            .put(
                new Reading(() -> 1),
                version(),
                settings.dev() ? "dev" : "strict",
                foundation.store().engine()));
    meters.show(
        Family.gauge(
            "gatehouse_ready",
            "Whether the node should get traffic: 1 or 0.",
            () -> health.isReady() ? 1 : 0));
    meters.show(
        Family.gauge(
            "gatehouse_feed_age_seconds",
            "How long ago this node last read the changes of the others.",
            () -> freshness.age().toNanos() / NANOS_PER_SECOND));
    meters.show(
        Family.gauge(
            "gatehouse_spare_key_pairs",
            "Key pairs that wait for a new pool.",
            () -> foundation.spares().waiting()));
    meters.show(
        Family.counters(
                "gatehouse_log_lines_lost_total",
                "Log lines that could not be written: their output is blocked, slow or full.")
            .put(LogQueue.lostLines()));
    foundation.measured().showIn(meters);
    foundation.rsa().showIn(meters);
  }

  /// As the jar says; `development` outside of one.
  static String version() {
    var version = ServerMeters.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
