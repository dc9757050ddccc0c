package dev.gatehouse.store.sql;

import dev.gatehouse.store.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Those who want to know what this process commits. Thread-safe.
public final class ChangeListeners {
  private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();

  public void add(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  public void tell(List<Change> changes) {
    if (!changes.isEmpty()) {
      listeners.forEach(listener -> listener.accept(changes));
    }
  }
}
