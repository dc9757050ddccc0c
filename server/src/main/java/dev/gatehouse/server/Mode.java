package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// Strict and dev are two modes of one program (design D17, security reference 1.4).
public enum Mode {
  STRICT,
  DEV;

  private static final String NAME = "mode";

  /// The mode that the settings ask for.
  static Mode chosen(Settings settings) {
    return settings.dev() ? DEV : STRICT;
  }

  /// The mode of a database, by its fact; empty before the first start.
  static Optional<Mode> of(Store store) {
    return store.read(tx -> tx.installation().find(NAME)).map(Mode::valueOf);
  }

  /// Refuses a folder of the other mode; marks a new one. Dev mode believes keys that nobody made,
  /// so a strict server on its data would trust what anybody could have set up; the other way round
  /// a production folder would be opened to everybody who reaches the port.
  ///
  /// @throws StartRefusedException for a folder that the other mode has used
  void claim(DataFolder folder) {
    switch (this) {
      case STRICT -> {
        if (folder.isDev()) {
          throw new StartRefusedException(
              "The data folder "
                  + folder.path()
                  + " was used in dev mode, so strict mode does not trust it. Start with --dev, or"
                  + " name a new folder with --data.");
        }
      }
      case DEV -> {
        if (!folder.isDev() && !folder.isFresh()) {
          throw new StartRefusedException(
              "The data folder "
                  + folder.path()
                  + " belongs to strict mode; dev mode would open it to everybody. Name another"
                  + " folder with --data.");
        }
        folder.markDev();
      }
    }
  }

  /// Refuses a database of the other mode, which nodes share whatever their folders; the first node
  /// decides which one it is.
  ///
  /// @throws StartRefusedException for a database that the other mode has used
  void claim(Store store) {
    var standing =
        store
            .read(tx -> tx.installation().find(NAME))
            .orElseGet(() -> store.write(tx -> tx.installation().putIfAbsent(NAME, name())));
    if (!standing.equals(name())) {
      throw new StartRefusedException(
          switch (this) {
            case STRICT ->
                "The database was used in dev mode, so strict mode does not trust it. Name another"
                    + " one with --database.";
            case DEV ->
                "The database belongs to strict mode; dev mode would open it to everybody. Name"
                    + " another one with --database.";
          });
    }
  }
}
