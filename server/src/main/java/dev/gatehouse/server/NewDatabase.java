package dev.gatehouse.server;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.portable.SqlLoad;
import dev.gatehouse.store.sqlite.SqliteCopies;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.util.function.Function;

/// A database of the embedded engine that comes over from elsewhere.
final class NewDatabase {
  private NewDatabase() {}

  /// Fills a database and makes it the one of `folder`, with the files that go with it; everything
  /// or nothing. A killed process leaves what [DataFolder#open] refuses.
  ///
  /// @param folder has no database
  /// @param schemaVersion of the rows that come; the database ends with that of this program
  /// @param fill copies and commits
  static <T> T make(
      DataFolder folder, int schemaVersion, Sealer sealer, Env env, Function<SqlLoad, T> fill) {
    var draft = folder.unfinishedDatabase();
    try {
      T result;
      try (var load = SqliteCopies.load(draft, schemaVersion)) {
        result = fill.apply(load);
      }
      try (var store = SqliteStore.open(draft, env.clock())) {
        Mode.of(store).filter(Mode.DEV::equals).ifPresent(_ -> folder.markDev());
        FirstStart.keepAdministratorKey(store, sealer, folder);
      }
      folder.finishDatabase();
      return result;
    } finally {
      folder.discardUnfinished();
    }
  }
}
