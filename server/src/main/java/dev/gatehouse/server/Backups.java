package dev.gatehouse.server;

import dev.gatehouse.backup.BackupHeader;
import dev.gatehouse.backup.BackupReader;
import dev.gatehouse.backup.BackupWriter;
import dev.gatehouse.backup.DamagedBackupException;
import dev.gatehouse.backup.OtherMasterKeyException;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.portable.Tally;
import dev.gatehouse.store.portable.Transfer;
import dev.gatehouse.store.sql.Migrations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Function;

/// Writes backups and checks them.
public final class Backups {
  private Backups() {}

  /// What a backup holds.
  ///
  /// @param tables by name, in the order of the backup
  public record Contents(BackupHeader header, SequencedMap<String, Tally> tables) {}

  /// Writes a backup of the installation to `file`, while its server goes on working.
  ///
  /// @param version of this program
  /// @throws NothingThereException when there is no installation
  /// @throws StartRefusedException when the file exists, or the master key is not the right one
  /// @throws CopyFailedException when it cannot be written; nothing is left at `file`
  public static Contents write(Site site, Path file, Env env, String version) {
    if (Files.exists(file)) {
      throw new StartRefusedException("The file " + file + " exists; a backup overwrites nothing.");
    }
    try (var snapshot = site.snapshot()) {
      var sealer = site.sealer(snapshot, env.random());
      var header =
          new BackupHeader(
              snapshot.schemaVersion(), version, env.now(), site.engine(), snapshot.tables());
      var tables =
          DraftFile.write(
              file, out -> BackupWriter.write(header, snapshot, out, sealer, env.random()));
      return new Contents(header, tables);
    } catch (IOException | UncheckedIOException failure) {
      throw new CopyFailedException(
          "The backup " + file + " cannot be written: " + reason(failure) + ".");
    } catch (StoreUnavailableException failure) {
      throw new CopyFailedException(
          "The database cannot be read to its end: " + Stores.reason(failure) + ".");
    }
  }

  /// Reads a backup to its end and compares all that it says of itself.
  ///
  /// @throws NothingThereException when there is no such file
  /// @throws StartRefusedException when it needs another master key or a newer program
  /// @throws CopyFailedException when it is damaged
  public static Contents verify(Site site, Path file, Env env) {
    return read(
        file,
        site.sealer(env.random()),
        reader -> new Contents(reader.header(), Transfer.tallies(reader)));
  }

  /// Opens a backup for `work`.
  ///
  /// @throws RuntimeException as [#verify]
  static <T> T read(Path file, Sealer sealer, Function<BackupReader, T> work) {
    if (!Files.isRegularFile(file)) {
      throw new NothingThereException("There is no file " + file + ".");
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      var reader = BackupReader.open(in, sealer);
      requireKnown(reader.header(), file);
      return work.apply(reader);
    } catch (OtherMasterKeyException another) {
      throw new StartRefusedException(
          "The master key is not the one that the backup " + file + " was made under.");
    } catch (DamagedBackupException damaged) {
      throw new CopyFailedException(
          "The backup " + file + " cannot be used: " + damaged.getMessage() + ".");
    } catch (IOException | UncheckedIOException failure) {
      throw new CopyFailedException(
          "The backup " + file + " cannot be read: " + reason(failure) + ".");
    }
  }

  private static void requireKnown(BackupHeader header, Path file) {
    if (header.schemaVersion() > Migrations.VERSION) {
      throw new StartRefusedException(
          "The backup %s has schema version %d; this program knows version %d. Use Gatehouse %s or a newer one."
              .formatted(file, header.schemaVersion(), Migrations.VERSION, header.version()));
    }
  }

  /// What the operating system says, without the name of the draft.
  private static String reason(Exception failure) {
    var cause =
        failure instanceof UncheckedIOException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getClass().getSimpleName() + " " + cause.getMessage();
  }
}
