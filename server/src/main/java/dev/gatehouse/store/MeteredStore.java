package dev.gatehouse.store;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A store that counts what requests do with it. Background work uses the store itself, so that it
/// does not blur how long requests wait.
public final class MeteredStore implements Store {
  private final Store store;
  private final Family<Histogram> durations =
      Family.histograms(
          "gatehouse_store_duration_seconds",
          "Time of one transaction, with what it waited for a connection or for the writer.",
          Buckets.WORK,
          "kind");
  private final Family<Counter> failures =
      Family.counters(
          "gatehouse_store_failures_total",
          "Transactions that failed because the database was not there or refused.",
          "kind");
  private final Kind reads = new Kind("read");
  private final Kind writes = new Kind("write");

  public MeteredStore(Store store) {
    this.store = store;
  }

  private final class Kind {
    private final Histogram duration;
    private final Counter failed;

    private Kind(String name) {
      duration = durations.of(name);
      failed = failures.of(name);
    }

    private <T> T measure(Supplier<T> transaction) {
      var start = System.nanoTime();
      try {
        return transaction.get();
      } catch (StoreUnavailableException unavailable) {
        failed.add();
        throw unavailable;
      } finally {
        duration.observeSince(start);
      }
    }
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return reads.measure(() -> store.read(work));
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    return writes.measure(() -> store.write(work));
  }

  @Override
  public void onChange(Consumer<List<Change>> listener) {
    store.onChange(listener);
  }

  @Override
  public String engine() {
    return store.engine();
  }

  @Override
  public List<String> risks() {
    return store.risks();
  }

  @Override
  public void showIn(Meters meters) {
    meters.show(durations);
    meters.show(failures);
    store.showIn(meters);
  }

  @Override
  public void close() {
    store.close();
  }
}
