package dev.gatehouse.store.sqlite;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;

/// What is counted of commits.
final class WriterMeters {
  private final Histogram groupSizes = new Histogram(Buckets.COUNT);
  private final Histogram commits = new Histogram(Buckets.WORK);
  private final Counter retries = new Counter();

  void committed(int writes) {
    groupSizes.observe(writes);
  }

  /// One attempt to commit, whatever came of it.
  void took(long startNanos) {
    commits.observeSince(startNanos);
  }

  void ranAgain() {
    retries.add();
  }

  void showIn(Meters meters) {
    meters.show(
        Family.histograms(
                "gatehouse_store_group_size",
                "Writes that one commit made durable together.",
                Buckets.COUNT)
            .put(groupSizes));
    meters.show(
        Family.histograms(
                "gatehouse_store_commit_duration_seconds",
                "Time of one commit, with its synchronisation to the disk.",
                Buckets.WORK)
            .put(commits));
    meters.show(
        Family.counters("gatehouse_store_retries_total", "Transactions that ran again.")
            .put(retries));
  }
}
