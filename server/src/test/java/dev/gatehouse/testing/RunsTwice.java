package dev.gatehouse.testing;

import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.io.Serial;
import java.util.function.Function;

/// A store that runs every write closure twice, the first time for nothing, as a database does that
/// could not serialize the transaction.
public final class RunsTwice extends PassingStore {
  public RunsTwice(Store store) {
    super(store);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    try {
      return super.write(tx -> {
        var _ = work.apply(tx);
        throw new RolledBack();
      });
    } catch (RolledBack _) {
      return super.write(work);
    }
  }

  private static final class RolledBack extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }
}
