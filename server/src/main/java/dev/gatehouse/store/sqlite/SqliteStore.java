package dev.gatehouse.store.sqlite;

import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.ConnectionMeters;
import dev.gatehouse.store.sql.SqlFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The embedded store: one SQLite file, a write-ahead log, full synchronisation. One process at a
/// time opens a file; the data folder's lock sees to that.
public final class SqliteStore implements Store {
  /// Below it, SQLite can lose a commit when a write-ahead log is reset (sqlite.org/wal.html;
  /// KS-14).
  private static final Runtime.Version LIBRARY_MIN = Runtime.Version.parse("3.51.3");

  static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "text", "TEXT",
          "bool", "BOOLEAN",
          "sequence", "INTEGER PRIMARY KEY AUTOINCREMENT",
          "by_pool", "",
          "keyed_by_pool", "WITHOUT ROWID");
  static final List<String> LOCATIONS = List.of("classpath:db/migration");

  private final DatabaseFile file;
  private final GroupCommitter writer;
  private final ReaderPool readers;
  private final ChangeListeners listeners;
  private final ConnectionMeters meters;

  /// What the start has not looked at.
  private final Optional<Examination> unexamined;

  private SqliteStore(
      DatabaseFile file,
      GroupCommitter writer,
      ReaderPool readers,
      ChangeListeners listeners,
      ConnectionMeters meters,
      Optional<Examination> unexamined) {
    this.file = file;
    this.unexamined = unexamined;
    this.writer = writer;
    this.readers = readers;
    this.listeners = listeners;
    this.meters = meters;
  }

  /// Opens `file`, which is made (mode 0600) where it does not exist, and migrates it. Looks
  /// through it first (record 0018).
  ///
  /// @param clock stamps the change feed
  /// @throws DamagedFileException when it is damaged, or acknowledged changes are missing; then it
  ///   is left as it is
  /// @throws StoreUnavailableException when the file cannot be used
  /// @throws dev.gatehouse.store.sql.NewerSchemaException when a newer program has migrated it
  public static SqliteStore open(Path file, InstantSource clock) {
    return open(file, clock, CommitProbe.NONE);
  }

  static SqliteStore open(Path file, InstantSource clock, CommitProbe probe) {
    try {
      var isExamined = FileStart.examine(file);
      PrivateFile.prepare(file);
      return examined(file, clock, probe, isExamined);
    } catch (SQLException | IOException | UncheckedIOException e) {
      throw SqlFault.unavailable("the database file cannot be opened", e);
    }
  }

  private static SqliteStore examined(
      Path path, InstantSource clock, CommitProbe probe, boolean isExamined)
      throws SQLException, IOException {
    var connections = new SqliteConnections(path);
    try (var check = connections.openWriter();
        var statement = check.createStatement();
        var row = statement.executeQuery("SELECT sqlite_version()")) {
      requireLibrary(row.getString(1));
      SqliteMigrations.run(path, connections.writers());
      var writer = connections.openWriter();
      var mark = AcknowledgedMark.open(path, Examination.lastChange(writer));
      var file = new DatabaseFile(new FileTrust(path), FileIdentity.of(path), mark);
      var listeners = new ChangeListeners();
      var meters = new ConnectionMeters();
      return new SqliteStore(
          file,
          new GroupCommitter(writer, file, probe, clock, listeners, GroupCommitter.Limits.DEFAULT),
          new ReaderPool(connections, file, clock, meters),
          listeners,
          meters,
          isExamined ? Optional.empty() : Optional.of(new Examination(path)));
    }
  }

  /// Refuses a library version that loses commits (KS-14).
  ///
  /// @param version for instance `3.54.1`
  static void requireLibrary(String version) {
    if (Runtime.Version.parse(version).compareTo(LIBRARY_MIN) < 0) {
      throw new IllegalStateException(
          "The SQLite library is %s; %s or newer is needed: older ones can lose commits."
              .formatted(version, LIBRARY_MIN));
    }
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    writer.requireUsable();
    return readers.read(work);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    return writer.submit(work);
  }

  @Override
  public void onChange(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<String> refusal() {
    return file.refusal().or(writer::refusal);
  }

  @Override
  public void onLoss(Consumer<String> listener) {
    file.trust().onLoss(listener);
  }

  @Override
  public void examine() {
    try {
      unexamined.ifPresent(Examination::requireSound);
    } catch (DamagedFileException damaged) {
      file.trust().lose(String.valueOf(damaged.getMessage()));
    }
  }

  @Override
  public List<String> risks() {
    return FileSystem.risk(file.trust().file()).stream().toList();
  }

  @Override
  public String engine() {
    return "sqlite";
  }

  @Override
  public void showIn(Meters all) {
    writer.showIn(all);
    meters.showIn(all);
  }

  @Override
  public void close() {
    unexamined.ifPresent(Examination::cancel);
    writer.stop();
    readers.close();
    if (writer.finish()) {
      file.mark().closeClean();
    } else {
      file.mark().close();
    }
  }
}
