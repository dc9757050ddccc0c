package dev.gatehouse.aws.idp.client;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs every write closure twice and rolls the first run back, as a database that could not
/// serialize a transaction does (design D9).
record TwiceStore(Store store) implements Store {
  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    try {
      store.write(tx -> {
        var _ = work.apply(tx);
        throw new RolledBack();
      });
    } catch (RolledBack expected) {
      // The first run left nothing behind.
    }
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
