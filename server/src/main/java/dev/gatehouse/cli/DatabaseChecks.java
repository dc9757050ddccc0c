package dev.gatehouse.cli;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.PostgresExamination;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What `gatehouse doctor` finds out about a PostgreSQL database. Changes nothing in it.
final class DatabaseChecks {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final Duration SLOW = Duration.ofMillis(10);
  private static final Duration SKEW_MAX = Duration.ofSeconds(2);

  private final Checkup checkup;
  private final InstantSource clock;

  DatabaseChecks(Checkup checkup, InstantSource clock) {
    this.checkup = checkup;
    this.clock = clock;
  }

  void run(DatabaseUrl url) {
    try {
      var found = PostgresExamination.of(url.jdbcUrl());
      latency(found);
      for (var risk : found.risks()) {
        checkup.warn("database", risk, "switch it on: acknowledged changes are not safe (RL-07)");
      }
      skew(found.now());
    } catch (StoreUnavailableException unavailable) {
      checkup.fail(
          "database", url + " cannot be reached: " + reason(unavailable), "look at the address");
    } catch (IllegalArgumentException wrong) {
      checkup.fail("database", String.valueOf(wrong.getMessage()), "correct database.url");
    }
  }

  private void latency(PostgresExamination found) {
    var text =
        "PostgreSQL %s, %d µs away"
            .formatted(found.version(), found.roundTrip().toNanos() / NANOS_PER_MICRO);
    if (found.roundTrip().compareTo(SLOW) > 0) {
      checkup.warn("database", text, "put it nearer: a change takes several round trips");
    } else {
      checkup.ok("database", text);
    }
  }

  private void skew(Instant itsNow) {
    var skew = Duration.between(clock.instant(), itsNow).abs();
    if (skew.compareTo(SKEW_MAX) > 0) {
      checkup.warn(
          "db clock",
          "%d s apart from this machine's".formatted(skew.toSeconds()),
          "synchronise both with a time server");
    }
  }

  /// The innermost reason; no password is in it.
  private static String reason(StoreUnavailableException unavailable) {
    Throwable innermost = unavailable;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage());
  }
}
