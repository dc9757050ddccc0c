package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.StoreUnavailableException;
import java.util.Optional;

/// The file that the writer writes to: whether it may be used, whether it is still where it was,
/// and what was promised of it.
record DatabaseFile(FileTrust trust, FileIdentity identity, AcknowledgedMark mark) {
  /// Why it takes nothing now, in words that may be shown; empty when it does.
  Optional<String> refusal() {
    return trust.isLost() ? Optional.of("the database file failed") : identity.change();
  }

  /// @throws StoreUnavailableException when what is written would be lost
  void requireUsable() {
    trust.require();
    identity
        .change()
        .ifPresent(moved -> {
          throw new StoreUnavailableException(
              "the database file is not in its place; nothing was written",
              new IllegalStateException(moved));
        });
  }
}
