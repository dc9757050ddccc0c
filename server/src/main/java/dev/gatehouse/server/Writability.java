package dev.gatehouse.server;

import dev.gatehouse.env.Env;
import dev.gatehouse.store.Installation;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

/// Whether the database takes changes (RL-09, RL-11).
///
/// @param env dates the changes that try it
record Writability(Store store, Env env) {
  private static final String NAME = "last-refusal";

  /// Characters; the largest document of the API is smaller. A page or two would always find room
  /// in SQLite's log.
  private static final int ROOM = 100_000;

  /// Why the database takes none. Tried only while it refused the last one, with a change that
  /// alters nothing else and is as large as any, so that the node is ready again as soon as it can
  /// be.
  Optional<String> refusal() {
    if (store.refusal().isEmpty()) {
      return Optional.empty();
    }
    try {
      for (var value : List.of("x".repeat(ROOM), env.now().toString())) {
        store.write(tx -> put(tx.installation(), value));
      }
      return Optional.empty();
    } catch (StoreUnavailableException still) {
      return store.refusal();
    }
  }

  private static boolean put(Installation.Writes facts, String value) {
    facts.put(NAME, value);
    return true;
  }
}
