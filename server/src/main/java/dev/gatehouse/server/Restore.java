package dev.gatehouse.server;

import dev.gatehouse.backup.BackupReader;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.portable.SqlLoad;
import dev.gatehouse.store.portable.Transfer;
import dev.gatehouse.store.postgres.PostgresCopies;
import dev.gatehouse.store.postgres.PostgresStore;
import java.nio.file.Path;

/// Brings a backup back, onto either engine.
public final class Restore {
  private final Path file;
  private final Sealer sealer;
  private final Env env;

  private Restore(Path file, Sealer sealer, Env env) {
    this.file = file;
    this.sealer = sealer;
    this.env = env;
  }

  /// What came back.
  ///
  /// @param sessionsLeftOut temporary access keys of the backup, which do not come to life again
  ///   (KS-09)
  public record Outcome(Backups.Contents contents, int sessionsLeftOut) {}

  /// Restores `file` into the empty data folder of `site`, or into its empty PostgreSQL database;
  /// everything or nothing. The whole file is read and checked before anything is made.
  ///
  /// @throws NothingThereException when there is no such file
  /// @throws StartRefusedException when folder or database is not empty, or the backup needs
  ///   another master key or a newer program
  /// @throws CopyFailedException when the backup is damaged, or the database cannot take it
  public static Outcome run(Site site, Path file, Env env) {
    var contents = Backups.verify(site, file, env);
    var restore = new Restore(file, site.sealer(env.random()), env);
    try {
      var sessions =
          site.database().isPresent()
              ? restore.intoPostgres(site, site.database().get().jdbcUrl())
              : restore.intoFolder(site.data());
      return new Outcome(contents, sessions);
    } catch (StoreUnavailableException failure) {
      throw new CopyFailedException(
          "The database cannot take the backup: " + Stores.reason(failure) + ".");
    }
  }

  private int intoFolder(Path data) {
    try (var folder = DataFolder.openEmpty(data)) {
      return Backups.read(
          file,
          sealer,
          reader ->
              NewDatabase.make(
                  folder, reader.schemaVersion(), sealer, env, load -> fill(reader, load)));
    }
  }

  private int intoPostgres(Site site, String url) {
    try (var folder = DataFolder.open(site.data())) {
      var sessions =
          Backups.read(
              file,
              sealer,
              reader -> {
                try (var load = emptyDatabase(url, reader.schemaVersion())) {
                  return fill(reader, load);
                }
              });
      try (var store = PostgresStore.open(url, env.clock())) {
        if (folder.isFresh()) {
          Mode.of(store).filter(Mode.DEV::equals).ifPresent(_ -> folder.markDev());
        }
        FirstStart.keepAdministratorKey(store, sealer, folder);
      }
      return sessions;
    }
  }

  /// @throws StartRefusedException when the database is not empty
  static SqlLoad emptyDatabase(String url, int schemaVersion) {
    return Stores.opened(() -> PostgresCopies.load(url, schemaVersion))
        .orElseThrow(() ->
            new StartRefusedException(
                "The PostgreSQL database is not empty. Name a new one; nothing was changed."));
  }

  private static int fill(BackupReader reader, SqlLoad load) {
    Transfer.copy(reader, load);
    var sessions = load.deleteSessions();
    load.commit();
    return sessions;
  }
}
