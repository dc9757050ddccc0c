package dev.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/// Remembers that a server has been ready on a data folder, and so that its database is not empty.
final class KnownDatabase {
  private static final String NAME = "database-known";

  private KnownDatabase() {}

  static boolean isKnown(DataFolder folder) {
    return Files.exists(folder.path().resolve(NAME));
  }

  /// To be called when the database has what the first start puts there.
  static void remember(DataFolder folder) {
    if (isKnown(folder)) {
      return;
    }
    try {
      OwnerOnly.write(
          folder.path().resolve(NAME),
          "A server has been ready on this folder; with an empty database it does not start.\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static StartRefusedException missing() {
    return new StartRefusedException(
        "The database is empty, but a server has been ready on this data folder, so it is not its"
            + " database, or everything in it is gone. Nothing was made in it. Name the right one,"
            + " or a new folder with --data. "
            + Stores.RESTORE);
  }
}
