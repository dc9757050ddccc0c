package dev.gatehouse.testing;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store that passes everything on, for tests that change one thing about it.
public class PassingStore implements Store {
  private final Store store;

  public PassingStore(Store store) {
    this.store = store;
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    return store.write(work);
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
  public void close() {
    store.close();
  }
}
