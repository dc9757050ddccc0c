package dev.gatehouse.store.sql;

import dev.gatehouse.store.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Those who want to know what this process commits. Thread-safe.
public final class ChangeListeners {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListeners.class);

  private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();

  public void add(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  /// Tells every listener. A listener that fails cannot undo what is committed, nor keep the others
  /// from hearing it.
  public void tell(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    for (var listener : listeners) {
      try {
        listener.accept(changes);
      } catch (RuntimeException e) {
        LOG.error("a listener failed on committed changes", e);
      }
    }
  }
}
