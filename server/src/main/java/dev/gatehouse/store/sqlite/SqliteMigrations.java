package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.SqlFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database file to the schema of this program. A migration is one transaction, so a crash
/// leaves the old schema or the new one; the file as it was is kept all the same, because there is
/// no way back to an older program (RL-40).
final class SqliteMigrations {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteMigrations.class);

  private SqliteMigrations() {}

  static void run(Path file, DataSource writers) {
    var migrations = new Migrations(writers, SqliteStore.PLACEHOLDERS, SqliteStore.LOCATIONS);
    run(file, writers, migrations, Migrations.VERSION);
  }

  /// Nothing happens where the file has that version.
  static void run(Path file, DataSource writers, Migrations migrations, int version) {
    var stored = migrations.storedVersion();
    if (stored == version) {
      return;
    }
    if (stored > 0) {
      var copy = keep(file, writers, stored);
      LOG.info(
          "the schema goes from version {} to {}; the file as it was is kept as {}",
          stored,
          version,
          copy);
    }
    migrations.run(version);
  }

  /// Copies the file with what is in its log, under a name that says the version: all of it, or
  /// nothing.
  private static Path keep(Path file, DataSource writers, int version) {
    var copy = file.resolveSibling(file.getFileName() + ".v" + version);
    var draft = file.resolveSibling(copy.getFileName() + ".partial");
    try (var connection = writers.getConnection()) {
      Files.deleteIfExists(draft);
      PrivateFile.prepare(draft);
      try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, draft.toString());
        vacuum.execute();
      }
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return Files.move(
          draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException | IOException e) {
      throw SqlFault.unavailable(
          "the file cannot be copied before its schema is changed; nothing was changed", e);
    }
  }
}
