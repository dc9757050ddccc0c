package dev.gatehouse.drill;

import dev.gatehouse.drill.SweptWrite.Subject;
import dev.gatehouse.drill.Tracer.Injection;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.RefusedCallException;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// RL-03, RL-04: the process dies at each synchronisation of a write in turn, of a stop and of a
/// first start; the disk reports that a synchronisation failed, once and always. What was
/// acknowledged is there after the next start, everything else whole or absent, and a server whose
/// disk has failed it ends.
final class FsyncDrill implements Drill {
  private static final int POINTS_MAX = 400;
  private static final int KILLED = 137;
  private static final int CHECKPOINT_WRITES_MAX = 2_000;
  private static final Duration END_MAX = Duration.ofMinutes(2);

  private int kills;
  private int names;

  @Override
  public String says() {
    return "RL-03, RL-04: kill at each fsync, failing fsync; N of 8 writes; needs strace, root";
  }

  @Override
  public void run(Settings settings) throws IOException {
    var writes = List.of(SweptWrite.values());
    writes = writes.subList(0, Math.min(settings.rounds(), writes.size()));
    try (var journal = Journal.open();
        var disk = KeptDisk.in(settings.root().resolve("server/target"))) {
      for (var write : writes) {
        var points = sweep(settings, disk.data(), write, journal);
        settings.say("%s: killed at each of its %d synchronisations", write, points);
      }
      settings.say("stop: killed at each of its %d synchronisations", sweepStop(settings, disk));
      if (settings.rounds() >= SweptWrite.values().length) {
        settings.say(
            "first start: killed at each of its %d synchronisations", sweepFirstStart(settings));
      }
      failing(settings, disk.data(), "error=EIO:when=1", journal);
      failing(settings, disk.data(), "error=EIO:when=1+", journal);
      failingCheckpoint(settings, disk.data(), journal);
      try (var server = start(settings, disk.data())) {
        control(server, disk.data(), SweptWrite.POOL);
      }
      settings.say(
          "%d kills, 3 failing disks, %d acknowledged writes: none lost, none halved",
          kills, journal.count());
    }
  }

  private static ServerProcess start(Settings settings, Path data) throws IOException {
    var server = ServerProcess.launch(settings.root(), data, Start.of(Mode.SERVE));
    server.awaitReady();
    settings.progress();
    return server;
  }

  private Subject subject(Site site) throws IOException {
    names++;
    var name = "swept" + names;
    site.prepare(name + "pool");
    return new Subject(name, site.pool(), site.client());
  }

  /// The write under a tracer that does nothing.
  ///
  /// @return how many traces it leaves
  private int control(ServerProcess server, Path data, SweptWrite write) throws IOException {
    try (var connection = new Connection(server.port())) {
      var site = Site.of(server, data, connection);
      var subject = subject(site);
      write.prepare(site, subject);
      var before = write.count(site, subject);
      try (var _ = Tracer.attach(server.pid(), Injection.syncs(""))) {
        Site.expect(200, "the control " + write, write.run(site, subject));
      }
      var traces = write.count(site, subject) - before;
      if (traces < 1) {
        throw new DrillFailure(write + " leaves no trace: the drill proves nothing");
      }
      return traces;
    }
  }

  /// @return how many synchronisations the write has
  private int sweep(Settings settings, Path data, SweptWrite write, Journal journal)
      throws IOException {
    int traces;
    try (var server = start(settings, data)) {
      traces = control(server, data, write);
    }
    for (int point = 1; point <= POINTS_MAX; point++) {
      try (var server = start(settings, data)) {
        var attempt = attempt(server, data, write, "signal=KILL:when=" + point, journal);
        if (server.isAlive()) {
          if (!attempt.isAcknowledged || point == 1) {
            throw new DrillFailure(write + " ended at point " + point + " without a kill");
          }
          return point - 1;
        }
        kills++;
        try (var next = start(settings, data)) {
          attempt.verify(next, data, write, traces);
        }
      }
    }
    throw new DrillFailure(write + " has more than " + POINTS_MAX + " synchronisations");
  }

  /// A write whose fate the next start shows.
  private record Attempt(Subject subject, int before, boolean isAcknowledged) {
    private void verify(ServerProcess server, Path data, SweptWrite write, int traces)
        throws IOException {
      try (var connection = new Connection(server.port())) {
        var site = Site.of(server, data, connection);
        var seen = write.count(site, subject) - before;
        if (seen != traces && (isAcknowledged || seen != 0)) {
          throw new DrillFailure(
              write + ", acknowledged " + isAcknowledged + ", left " + seen + " of " + traces);
        }
        site.expectWhole(subject.pool());
      }
    }
  }

  private Attempt attempt(
      ServerProcess server, Path data, SweptWrite write, String fault, Journal journal)
      throws IOException {
    try (var connection = new Connection(server.port())) {
      var site = Site.of(server, data, connection);
      var subject = subject(site);
      write.prepare(site, subject);
      var before = write.count(site, subject);
      var isAcknowledged = false;
      try (var _ = Tracer.attach(server.pid(), Injection.syncs(fault))) {
        isAcknowledged = write.run(site, subject).status() == 200;
      } catch (IOException theServerIsGone) {
        server.awaitEnd(END_MAX);
      }
      if (isAcknowledged) {
        journal.acknowledged(write + " " + subject);
      }
      return new Attempt(subject, before, isAcknowledged);
    }
  }

  /// The process dies while it closes the database: everything is in the log or in the file.
  private int sweepStop(Settings settings, Disk disk) throws IOException {
    var data = disk.data();
    for (int point = 1; point <= POINTS_MAX; point++) {
      Subject subject;
      int code;
      try (var server = start(settings, data)) {
        try (var connection = new Connection(server.port())) {
          subject = subject(Site.of(server, data, connection));
        }
        try (var _ = Tracer.attach(server.pid(), Injection.syncs("signal=KILL:when=" + point))) {
          server.terminate();
          code = server.awaitEnd(END_MAX);
        }
      }
      try (var next = start(settings, data);
          var connection = new Connection(next.port())) {
        Site.of(next, data, connection).expectWhole(subject.pool());
      }
      if (code == 0 && point > 1) {
        return point - 1;
      }
      if (code != KILLED) {
        throw new DrillFailure("a stop ended with code " + code + " at point " + point);
      }
      kills++;
    }
    throw new DrillFailure("a stop has more than " + POINTS_MAX + " synchronisations");
  }

  /// The process dies while it makes folder, schema, master key and administrator: the next start
  /// goes on without anybody's help (also RL-40).
  private int sweepFirstStart(Settings settings) throws IOException {
    for (int point = 1; point <= POINTS_MAX; point++) {
      var data = KeptDisk.in(settings.root().resolve("server/target")).data().resolve("new");
      var start =
          Start.of(Mode.SERVE)
              .under(Tracer.launching(Injection.syncs("signal=KILL:when=" + point)));
      try (var server = ServerProcess.launch(settings.root(), data, start)) {
        if (server.awaitReadyOrEnd()) {
          if (point == 1) {
            throw new DrillFailure("a first start synchronises nothing");
          }
          return point - 1;
        }
      }
      kills++;
      try (var next = start(settings, data)) {
        control(next, data, SweptWrite.POOL);
      }
    }
    throw new DrillFailure("a first start has more than " + POINTS_MAX + " synchronisations");
  }

  /// The disk says that it has not kept a commit.
  private void failing(Settings settings, Path data, String fault, Journal journal)
      throws IOException {
    int traces;
    Attempt attempt;
    try (var server = start(settings, data)) {
      traces = control(server, data, SweptWrite.CLIENT);
      attempt = attempt(server, data, SweptWrite.CLIENT, fault, journal);
      if (attempt.isAcknowledged) {
        throw new DrillFailure("a write is acknowledged though its synchronisation failed");
      }
      expectEnd(server);
    }
    try (var next = start(settings, data)) {
      attempt.verify(next, data, SweptWrite.CLIENT, traces);
    }
    settings.say("%s: not acknowledged, ended with code 1, started clean", fault);
  }

  /// The disk says that it has not kept what came from the log into the file.
  private void failingCheckpoint(Settings settings, Path data, Journal journal) throws IOException {
    String pool;
    try (var server = start(settings, data);
        var connection = new Connection(server.port())) {
      var site = Site.of(server, data, connection);
      pool = subject(site).pool();
      var file = data.resolve("gatehouse.db").toString();
      try (var _ = Tracer.attach(server.pid(), Injection.syncs("error=EIO:when=1").on(file))) {
        for (int i = 0; i < CHECKPOINT_WRITES_MAX; i++) {
          site.createAcknowledged("checkpoint" + i, journal);
        }
        throw new DrillFailure("no checkpoint in " + CHECKPOINT_WRITES_MAX + " writes");
      } catch (IOException | RefusedCallException theServerIsGone) {
        expectEnd(server);
      }
      try (var next = start(settings, data);
          var again = new Connection(next.port())) {
        var count = site.on(next, data, again).verifyAcknowledged();
        Site.of(next, data, again).expectWhole(pool);
        settings.say(
            "failing checkpoint: ended with code 1, all of %d acknowledged clients there", count);
      }
    }
  }

  private static void expectEnd(ServerProcess server) throws IOException {
    var code = server.awaitEnd(END_MAX);
    if (code != 1 || !server.log().contains("The disk did not keep what was written")) {
      throw new DrillFailure("the server ended with code " + code + ": " + server.log());
    }
  }
}
