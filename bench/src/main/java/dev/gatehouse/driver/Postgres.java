package dev.gatehouse.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server with a folder, a port and processes of its own, to be broken. It keeps its
/// port for life, listens on loopback only and trusts who connects. It is as durable as PostgreSQL
/// is by default. Not thread-safe, but for [#connect] and what asks the database.
public final class Postgres implements AutoCloseable {
  /// The database that [#jdbcUrl] leads to.
  public static final String DATABASE = "gatehouse";

  private static final String USER = "postgres";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(2);

  /// WAL is kept for a standby that is still being copied.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "60",
          "shared_buffers", "32MB",
          "wal_keep_size", "512MB",
          "log_min_messages", "warning");

  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private final TreeMap<String, String> settings;
  private @Nullable Processes processes;

  private Postgres(PostgresBinaries binaries, Path folder, int port, Map<String, String> settings) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
    this.settings = new TreeMap<>(settings);
    this.settings.put("port", Integer.toString(port));
  }

  /// Makes a server with an empty database, and starts it.
  ///
  /// @param root the checkout, whose module `bench` is built
  /// @param folder does not exist yet
  /// @param settings of `postgresql.conf`, besides the defaults
  public static Postgres create(Path root, Path folder, Map<String, String> settings)
      throws IOException, SQLException {
    var binaries = PostgresBinaries.in(root);
    Command.run(
        binaries
            .command(
                "initdb",
                "--pgdata=" + folder,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync")
            .toArray(String[]::new));
    var server = new Postgres(binaries, folder, Ports.unused(), DEFAULTS);
    server.settings.putAll(settings);
    Files.writeString(
        folder.resolve("pg_hba.conf"),
        "host all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n");
    server.start();
    try (var connection = DriverManager.getConnection(server.url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    return server;
  }

  /// Starts it and waits until it accepts connections.
  public void start() throws IOException, SQLException {
    begin();
    try {
      awaitAccepting();
    } catch (SQLException e) {
      close();
      throw new IOException("PostgreSQL does not start: " + log(), e);
    }
  }

  /// Starts it and returns at once.
  public void begin() throws IOException {
    if (processes != null) {
      throw new IllegalStateException("it runs");
    }
    writeSettings();
    processes =
        Processes.start(
            binaries.command("postgres", "-D", folder.toString()),
            folder.resolveSibling(folder.getFileName() + ".log"));
  }

  /// Waits until it accepts connections.
  public void awaitAccepting() throws SQLException {
    awaitSuccess("SELECT 1");
  }

  private void awaitSuccess(String sql) throws SQLException {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var connection = DriverManager.getConnection(url("postgres"));
          var statement = connection.createStatement()) {
        statement.execute(sql);
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > latest || !running().isAlive()) {
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Processes running() {
    if (processes == null) {
      throw new IllegalStateException("it does not run");
    }
    return processes;
  }

  /// Whether it was started and not stopped since.
  public boolean isRunning() {
    return processes != null;
  }

  /// `pg_ctl stop -m fast`: transactions are rolled back, connections closed, then a checkpoint.
  public void stopFast() {
    running().signalMain("INT");
    awaitEnd();
  }

  /// `pg_ctl stop -m immediate`: as a crash, but its processes are told.
  public void stopImmediate() {
    running().signalMain("QUIT");
    awaitEnd();
  }

  private void awaitEnd() {
    running().awaitEnd(PATIENCE);
    processes = null;
  }

  /// `kill -9` of all its processes.
  public void kill() {
    running().kill();
    processes = null;
  }

  /// Stops all its processes until [#resume]: nothing answers, nothing is closed.
  public void pause() {
    running().signalAll("STOP");
  }

  /// Lets its processes go on.
  public void resume() {
    running().signalAll("CONT");
  }

  /// Changes a setting; where the server runs, it reads its settings again.
  public void set(String name, String value) throws IOException, SQLException {
    settings.put(name, value);
    writeSettings();
    if (isRunning()) {
      execute("SELECT pg_reload_conf()");
    }
  }

  /// Which standbys a commit waits for: `*` is any one, the empty string none.
  public void synchronousStandbys(String names) throws IOException, SQLException {
    set("synchronous_standby_names", names);
  }

  private void writeSettings() throws IOException {
    Files.write(
        folder.resolve("postgresql.conf"),
        settings.entrySet().stream()
            .map(setting ->
                "%s = '%s'".formatted(setting.getKey(), setting.getValue().replace("'", "''")))
            .toList());
  }

  /// Copies it, while it runs, to a standby that streams from it. The standby is not started.
  ///
  /// @param other does not exist yet
  public Postgres cloneTo(Path other) throws IOException, SQLException {
    return cloneTo(other, Ports.unused());
  }

  /// The same on a port of choice, to take the place of a server that is gone.
  public Postgres cloneTo(Path other, int itsPort) throws IOException, SQLException {
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('clone', fast => true)");
      DataFolderCopy.copy(folder, other);
      try (var row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        row.next();
        Files.writeString(other.resolve("backup_label"), row.getString(1));
      }
    }
    Files.createFile(other.resolve("standby.signal"));
    var clone = new Postgres(binaries, other, itsPort, settings);
    clone.settings.put("synchronous_standby_names", "");
    clone.settings.put("primary_conninfo", "host=127.0.0.1 port=%d user=%s".formatted(port, USER));
    return clone;
  }

  /// Waits until `count` standbys stream from it and commits wait for one.
  public void awaitSynchronous(int count) throws SQLException {
    await("SELECT count(*) >= " + count + " FROM pg_stat_replication WHERE sync_state = 'sync'");
  }

  /// Makes a standby the primary; returns when it accepts writes.
  public void promote() throws SQLException {
    execute("SELECT pg_promote(wait => false)");
    awaitWritable();
  }

  /// Waits until it gives a new connection a transaction that may write, which no standby does.
  public void awaitWritable() throws SQLException {
    awaitSuccess("SELECT pg_current_xact_id()");
  }

  /// Waits until a query of one Boolean answers true.
  public void await(String condition) throws SQLException {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    try (var connection = connect();
        var statement = connection.prepareStatement(condition)) {
      while (true) {
        try (var row = statement.executeQuery()) {
          if (row.next() && row.getBoolean(1)) {
            return;
          }
        }
        if (System.nanoTime() > latest) {
          throw new IllegalStateException("not within " + PATIENCE + ": " + condition);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /// A connection of the caller's own, to the database.
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl());
  }

  /// Runs a statement.
  public void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The number that a query answers.
  public long number(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  /// What Gatehouse takes as `--database`.
  public String jdbcUrl() {
    return url(DATABASE);
  }

  /// The same through another port of this machine: a proxy's, a pooler's.
  public static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, DATABASE, USER);
  }

  /// The same for whichever of several servers is the primary.
  public static String jdbcUrl(Postgres... servers) {
    return Arrays.stream(servers)
        .map(server -> "127.0.0.1:" + server.port)
        .collect(
            Collectors.joining(
                ",",
                "jdbc:postgresql://",
                "/%s?targetServerType=primary&user=%s".formatted(DATABASE, USER)));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  /// What the server has written so far, for a report of what went wrong.
  public String log() throws IOException {
    return Files.readString(folder.resolveSibling(folder.getFileName() + ".log"));
  }

  /// Ends its processes, as `kill -9` does; the folder stays.
  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }
}
