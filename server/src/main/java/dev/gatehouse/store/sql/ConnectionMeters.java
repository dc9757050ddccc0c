package dev.gatehouse.store.sql;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;

/// What both engines count of their connections.
public final class ConnectionMeters {
  private final Histogram waits = new Histogram(Buckets.WORK);
  private final Counter timeouts = new Counter();

  /// A transaction has its connection.
  public void waited(long nanos) {
    waits.observe(nanos);
  }

  /// A transaction gave up waiting for a connection.
  public void timedOut() {
    timeouts.add();
  }

  public void showIn(Meters meters) {
    meters.show(
        Family.histograms(
                "gatehouse_store_connection_wait_seconds",
                "How long transactions waited for a connection.",
                Buckets.WORK)
            .put(waits));
    meters.show(
        Family.counters(
                "gatehouse_store_connection_timeouts_total",
                "Transactions that gave up waiting for a connection.")
            .put(timeouts));
  }
}
