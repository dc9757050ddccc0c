package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// A crash at a random instant under concurrent writers. Every acknowledged write is there after
/// the next start, every other one whole or absent, nothing removed has come back, and nobody has
/// to repair anything (RL-01, RL-02, RL-05, RL-06). How long each start takes is printed (RL-56).
final class CrashDrill implements Drill {
  private static final int WRITERS = 64;

  /// A kill comes after so many acknowledged writes at most, and a random moment more: time alone
  /// would kill a server that has not begun on a slow machine.
  private static final int WRITES_MAX = 150;

  /// The last round must have made what the drill's own control removes.
  private static final int WRITES_LAST = 400;

  private static final int MOMENT_MICROS_MAX = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int ROUNDS_KEPT = 5;

  private final String says;
  private final Place place;
  private final Rounds rounds = new Rounds(ROUNDS_KEPT);
  private final List<Double> readySeconds = new ArrayList<>();

  /// Makes the disk of a drill.
  interface Place {
    Disk make(Settings settings) throws IOException;
  }

  private CrashDrill(String says, Place place) {
    this.says = says;
    this.place = place;
  }

  /// `kill -9`.
  static CrashDrill kill() {
    return new CrashDrill(
        "RL-01, RL-05: kill -9 under 64 writers; 1000 rounds is the full count",
        settings -> KeptDisk.in(settings.root().resolve("server/target")));
  }

  /// The power goes.
  static CrashDrill powerCut() {
    return new CrashDrill(
        "RL-02, RL-06: power cut of SQLite's disk under 64 writers; 300 rounds, root",
        _ -> CutDisk.make("512M"));
  }

  @Override
  public String says() {
    return says;
  }

  @Override
  public void run(Settings settings) throws IOException, SQLException {
    var random = new Random(settings.seed());
    try (var journal = Journal.open();
        var disk = place.make(settings)) {
      for (int round = 1; round <= settings.rounds(); round++) {
        var moment =
            new Moment(
                round == settings.rounds() ? WRITES_LAST : 1 + random.nextInt(WRITES_MAX),
                Duration.of(random.nextInt(MOMENT_MICROS_MAX), ChronoUnit.MICROS));
        round(settings, disk, "r" + round, moment, journal);
      }
      lastLook(settings, disk.data());
      var sorted = readySeconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      settings.say(
          "%d crashes, %d acknowledged writes, none lost, none revived; ready again after %.2f s"
              + " (median), %.2f s (p99), %.2f s (slowest)",
          settings.rounds(),
          journal.count(),
          sorted[sorted.length / 2],
          sorted[(int) (sorted.length * 0.99)],
          sorted[sorted.length - 1]);
    }
  }

  private ServerProcess start(Settings settings, Path data) throws IOException {
    var server =
        ServerProcess.launch(
            settings.root(), data, Start.of(Mode.SERVE).with(TrackedCode.arguments()));
    server.awaitReady();
    readySeconds.add(server.sinceStartNanos() / 1e9);
    return server;
  }

  private void round(Settings settings, Disk disk, String name, Moment moment, Journal journal)
      throws IOException, SQLException {
    var data = disk.data();
    try (var server = start(settings, data)) {
      var api = SignedApi.of(server.port(), data);
      try (var connection = new Connection(server.port())) {
        verify(settings, api, connection, data);
        var ground = Ground.make(connection, api.patient(), name);
        var writers = new ArrayList<Writer>();
        for (int i = 0; i < WRITERS; i++) {
          writers.add(new Writer(name + "w" + i, ground, api, journal));
        }
        crashUnder(disk, server, writers, moment, journal);
        rounds.add(
            name,
            List.of(ground.pool()),
            writers.stream().flatMap(writer -> writer.made().stream()).toList());
      }
    }
  }

  /// When to crash.
  private record Moment(int writes, Duration more) {}

  private static void crashUnder(
      Disk disk, ServerProcess server, List<Writer> writers, Moment moment, Journal journal)
      throws IOException {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    var enough = journal.count() + moment.writes;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = new ArrayList<Future<?>>();
      writers.forEach(writer -> ends.add(threads.submit(() -> writer.run(server.port()))));
      while (journal.count() < enough) {
        if (System.nanoTime() > latest) {
          server.kill();
          throw new DrillFailure("the server acknowledges nothing: " + server.log());
        }
        LockSupport.parkNanos(100_000);
      }
      LockSupport.parkNanos(moment.more.toNanos());
      disk.crash(server);
      for (var end : ends) {
        end.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("a writer was refused", e);
    }
  }

  private void lastLook(Settings settings, Path data) throws IOException, SQLException {
    try (var server = start(settings, data);
        var connection = new Connection(server.port())) {
      var api = SignedApi.of(server.port(), data);
      verify(settings, api, connection, data);
      rounds.expectNoticed(api, connection);
    }
  }

  /// What the rounds before have made.
  private void verify(Settings settings, SignedApi api, Connection connection, Path data)
      throws IOException, SQLException {
    rounds.verify(api, connection);
    integrity(data);
    settings.progress();
  }

  private static void integrity(Path data) throws SQLException {
    var file = data.resolve("gatehouse.db");
    try (var database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
        var rows = database.createStatement().executeQuery("PRAGMA integrity_check")) {
      var verdict = rows.getString(1);
      if (!verdict.equals("ok")) {
        throw new DrillFailure("integrity check: " + verdict);
      }
    }
  }
}
