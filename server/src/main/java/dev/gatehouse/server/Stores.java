package dev.gatehouse.server;

import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.sql.NewerSchemaException;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens the database of an installation.
final class Stores {
  private Stores() {}

  /// @param databaseUrl a JDBC URL of PostgreSQL; empty means SQLite in the data folder
  /// @throws StartRefusedException when it cannot be opened, or a newer program has migrated it
  static Store open(Optional<String> databaseUrl, DataFolder folder, InstantSource clock) {
    return opened(() ->
        databaseUrl.isPresent()
            ? PostgresStore.open(databaseUrl.get(), clock)
            : SqliteStore.open(folder.database(), clock));
  }

  /// What `opening` opens.
  ///
  /// @throws StartRefusedException when it cannot, or a newer program has migrated the database
  static <T> T opened(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (NewerSchemaException newer) {
      throw new StartRefusedException(
          "The database was made by a newer version of Gatehouse; nothing was changed.");
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
