package dev.gatehouse.server;

import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.sql.EmptyDatabaseException;
import dev.gatehouse.store.sql.MigrationException;
import dev.gatehouse.store.sql.NewerSchemaException;
import dev.gatehouse.store.sqlite.DamagedFileException;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens the database of an installation.
final class Stores {
  /// The way out of a damaged database.
  static final String RESTORE =
      "Restore a backup into a new folder: gatehouse restore FILE --data FOLDER";

  private Stores() {}

  /// @param databaseUrl a JDBC URL of PostgreSQL; empty means SQLite in the data folder
  /// @throws StartRefusedException when it cannot be opened or migrated, it is damaged, or a newer
  ///   program has migrated it
  static Store open(Optional<String> databaseUrl, DataFolder folder, InstantSource clock) {
    return opened(() -> openOnce(databaseUrl, folder, clock));
  }

  /// The same, where a database that cannot be reached is no refusal yet. An empty one is filled
  /// with our tables at the first start of the folder alone: later it is the wrong one, or what is
  /// left of the right one, and a new installation in it would hide that (RL-31).
  ///
  /// @throws StoreUnavailableException when it cannot be reached
  static Store openOnce(Optional<String> databaseUrl, DataFolder folder, InstantSource clock) {
    var mayBeEmpty = !KnownDatabase.isKnown(folder);
    if (databaseUrl.isPresent()) {
      return PostgresStore.open(databaseUrl.get(), clock, mayBeEmpty);
    }
    if (!mayBeEmpty && isEmpty(folder.database())) {
      throw KnownDatabase.missing();
    }
    return SqliteStore.open(folder.database(), clock);
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What `opening` opens.
  ///
  /// @throws StartRefusedException when it cannot, or the schema is not one of ours
  static <T> T opened(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (EmptyDatabaseException _) {
      throw KnownDatabase.missing();
    } catch (NewerSchemaException | MigrationException unfit) {
      throw new StartRefusedException(String.valueOf(unfit.getMessage()));
    } catch (DamagedFileException damaged) {
      throw new StartRefusedException(damaged.getMessage() + ". Nothing was changed. " + RESTORE);
    } catch (StoreUnavailableException unavailable) {
      throw new StartRefusedException(
          "The database cannot be opened: " + reason(unavailable) + ".");
    }
  }

  /// The innermost reason, which names host, port or file; a JDBC URL with its password is never in
  /// it.
  static String reason(StoreUnavailableException unavailable) {
    Throwable innermost = unavailable;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage());
  }
}
