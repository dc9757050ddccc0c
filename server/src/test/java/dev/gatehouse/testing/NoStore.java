package dev.gatehouse.testing;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store whose database is away.
public final class NoStore implements Store {
  private static StoreUnavailableException away() {
    return new StoreUnavailableException("away", new IllegalStateException("away"));
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    throw away();
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    throw away();
  }

  @Override
  public void onChange(Consumer<List<Change>> listener) {}

  @Override
  public String engine() {
    return "none";
  }

  @Override
  public void close() {}
}
