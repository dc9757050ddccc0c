package dev.gatehouse.testing;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.io.Serial;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store that runs every write closure twice, the first time for nothing, as a database does that
/// could not serialize the transaction.
public record RunsTwice(Store store) implements Store {
  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    try {
      return store.write(tx -> {
        var _ = work.apply(tx);
        throw new RolledBack();
      });
    } catch (RolledBack _) {
      return store.write(work);
    }
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

  private static final class RolledBack extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }
}
