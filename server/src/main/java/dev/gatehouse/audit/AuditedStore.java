package dev.gatehouse.audit;

import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store that writes the event of a call into the transaction of the call: both are durable, or
/// neither. Transactions that no audited call makes pass as they are.
public final class AuditedStore implements Store {
  private final Store store;

  public AuditedStore(Store store) {
    this.store = store;
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    if (!AuditedCall.isCurrent()) {
      return store.write(work);
    }
    var call = AuditedCall.current();
    T result =
        store.write(tx -> {
          call.reset();
          var answer = work.apply(tx);
          call.recordIn(tx);
          return answer;
        });
    call.committed();
    return result;
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return store.read(work);
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
  public Optional<String> refusal() {
    return store.refusal();
  }

  @Override
  public void examine() {
    store.examine();
  }

  @Override
  public void onLoss(Consumer<String> listener) {
    store.onLoss(listener);
  }

  @Override
  public void showIn(Meters meters) {
    store.showIn(meters);
  }

  @Override
  public void close() {
    store.close();
  }
}
