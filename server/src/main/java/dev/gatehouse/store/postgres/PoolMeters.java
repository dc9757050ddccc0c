package dev.gatehouse.store.postgres;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
import dev.gatehouse.store.sql.ConnectionMeters;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What the connection pool tells of itself.
final class PoolMeters implements MetricsTrackerFactory {
  private final ConnectionMeters connections = new ConnectionMeters();
  private final Counter retries = new Counter();
  private volatile @Nullable PoolStats stats;

  @Override
  public IMetricsTracker create(String poolName, PoolStats poolStats) {
    stats = poolStats;
    return new IMetricsTracker() {
      @Override
      public void recordConnectionAcquiredNanos(long nanos) {
        connections.waited(nanos);
      }

      @Override
      public void recordConnectionTimeout() {
        connections.timedOut();
      }
    };
  }

  /// A transaction runs again: another one won, or the connection was lost.
  void retried() {
    retries.add();
  }

  /// A write did not get its turn in time.
  void timedOut() {
    connections.timedOut();
  }

  void showIn(Meters meters) {
    connections.showIn(meters);
    meters.show(
        Family.counters("gatehouse_store_retries_total", "Transactions that ran again.")
            .put(retries));
    meters.show(
        Family.gauges("gatehouse_store_connections", "Connections to the database.", "state")
            .put(reading(PoolStats::getActiveConnections), "active")
            .put(reading(PoolStats::getIdleConnections), "idle"));
    meters.show(
        Family.gauges(
                "gatehouse_store_connections_waiting", "Transactions that wait for a connection.")
            .put(reading(PoolStats::getPendingThreads)));
  }

  private Reading reading(ToIntFunction<PoolStats> number) {
    return new Reading(() -> {
      var current = stats;
      return current == null ? 0 : number.applyAsInt(current);
    });
  }
}
