package dev.gatehouse.server;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.store.portable.SqlSnapshot;
import dev.gatehouse.store.postgres.PostgresCopies;
import dev.gatehouse.store.sqlite.SqliteCopies;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Where an installation is, or shall be, and where its master key is found.
///
/// @param data its data folder; absolute
/// @param database of PostgreSQL; empty for SQLite in the data folder
/// @param masterKey what `GATEHOUSE_MASTER_KEY` holds
/// @param masterKeyFile what `master-key.file` names
public record Site(
    Path data,
    Optional<DatabaseUrl> database,
    Optional<String> masterKey,
    Optional<Path> masterKeyFile) {
  String engine() {
    return database.isPresent() ? "postgresql" : "sqlite";
  }

  /// The database as it is now, whether a server writes to it or not.
  ///
  /// @throws NothingThereException when no server has made one yet
  /// @throws StartRefusedException when it cannot be read, or a newer program has migrated it
  SqlSnapshot snapshot() {
    return database.map(Site::ofPostgres).orElseGet(() -> ofSqlite(data));
  }

  static SqlSnapshot ofPostgres(DatabaseUrl database) {
    return installed(
        Stores.opened(() -> PostgresCopies.snapshot(database.jdbcUrl())), database.toString());
  }

  static SqlSnapshot ofSqlite(Path data) {
    var file = DataFolder.database(data).orElseThrow(() -> nothingIn(data.toString()));
    return installed(Stores.opened(() -> SqliteCopies.snapshot(file)), data.toString());
  }

  private static SqlSnapshot installed(SqlSnapshot snapshot, String place) {
    if (snapshot.schemaVersion() == 0) {
      snapshot.close();
      throw nothingIn(place);
    }
    return snapshot;
  }

  private static NothingThereException nothingIn(String place) {
    return new NothingThereException("There is no installation in " + place + ".");
  }

  /// The sealer of the installation that `snapshot` is of.
  ///
  /// @throws StartRefusedException when the master key is missing or another one
  Sealer sealer(SqlSnapshot snapshot, RandomGenerator random) {
    var check =
        snapshot
            .fact(MasterKeys.CHECK)
            .orElseThrow(() -> nothingIn(database.map(DatabaseUrl::toString).orElse("" + data)));
    return masterKeys().existing(check, random);
  }

  /// A sealer with the master key that is there.
  ///
  /// @throws StartRefusedException when there is none
  Sealer sealer(RandomGenerator random) {
    return masterKeys().unproved(random);
  }

  private MasterKeys masterKeys() {
    return new MasterKeys(
        masterKey, masterKeyFile.map(KeyFile::new), KeyFile.ofFolder(data, DataFolder.isDev(data)));
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "Site[" + data + "]";
  }
}
