package dev.gatehouse.server;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.portable.SqlLoad;
import dev.gatehouse.store.portable.SqlSnapshot;
import dev.gatehouse.store.portable.Tally;
import dev.gatehouse.store.portable.Transfer;
import dev.gatehouse.store.postgres.PostgresCopies;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Takes the data of a stopped installation to the other engine. The source stays as it is.
public final class Move {
  /// A server that has just stopped is seen for a moment.
  private static final int LOOKS = 20;

  private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private Move() {}

  /// From SQLite in the data folder to the empty PostgreSQL database of `site`.
  ///
  /// @return what each table holds, equal on both sides
  /// @throws NothingThereException when there is no database in the folder
  /// @throws StartRefusedException when a server uses the folder, PostgreSQL is not empty, or the
  ///   master key is not the right one
  /// @throws CopyFailedException when the other side cannot take it
  public static SequencedMap<String, Tally> toPostgres(Site site, DatabaseUrl database, Env env) {
    if (DataFolder.database(site.data()).isEmpty()) {
      throw new NothingThereException("There is no database in " + site.data() + ".");
    }
    return guarded(() -> {
      try (var _ = DataFolder.open(site.data());
          var snapshot = Site.ofSqlite(site.data())) {
        site.sealer(snapshot, env.random());
        try (var load = Restore.emptyDatabase(database.jdbcUrl(), snapshot.schemaVersion())) {
          return copy(snapshot, load);
        }
      }
    });
  }

  /// From the PostgreSQL database of `site` to SQLite in its data folder.
  ///
  /// @return what each table holds, equal on both sides
  /// @throws NothingThereException when there is no installation in the database
  /// @throws StartRefusedException when a server uses database or folder, the folder has a
  ///   database, or the master key is not the right one
  /// @throws CopyFailedException when the other side cannot take it
  public static SequencedMap<String, Tally> toSqlite(Site site, DatabaseUrl database, Env env) {
    DataFolder.database(site.data())
        .ifPresent(there -> {
          throw new StartRefusedException(
              "There is a database already: " + there + ". Move it away, or name another folder.");
        });
    return guarded(() -> {
      requireUnused(database);
      try (var snapshot = Site.ofPostgres(database)) {
        var sealer = site.sealer(snapshot, env.random());
        try (var folder = DataFolder.openForCopy(site.data())) {
          return NewDatabase.make(
              folder, snapshot.schemaVersion(), sealer, env, load -> copy(snapshot, load));
        }
      }
    });
  }

  private static SequencedMap<String, Tally> copy(SqlSnapshot from, SqlLoad load) {
    var tables = Transfer.copy(from, load);
    load.commit();
    return tables;
  }

  /// Whoever writes to the source meanwhile would lose it.
  private static void requireUnused(DatabaseUrl database) {
    var node = Optional.<String>empty();
    for (int look = 0; look < LOOKS; look++) {
      node = Stores.opened(() -> PostgresCopies.node(database.jdbcUrl()));
      if (node.isEmpty()) {
        return;
      }
      LockSupport.parkNanos(LOOK_PAUSE_NANOS);
    }
    throw new StartRefusedException(
        "A server at " + node.orElseThrow() + " uses the database. Stop every node first.");
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreUnavailableException failure) {
      throw new CopyFailedException(
          "The data cannot be moved: " + Stores.reason(failure) + ". The source is as it was.");
    }
  }
}
