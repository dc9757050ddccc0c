package dev.gatehouse.drill;

import dev.gatehouse.drill.Tracer.Injection;
import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// RL-15, RL-16: every synchronisation takes 200 ms; the process may open no more files; it may not
/// let a file grow. Writes wait together or are refused as "not now", tokens go on, and without the
/// fault everything is well again.
final class LimitsDrill implements Drill {
  private static final int WRITERS = 16;
  private static final int TOKENS = 200;
  private static final Duration SLOW_FOR = Duration.ofSeconds(6);
  private static final long SYNC_MICROS = 200_000;

  /// How many writes one synchronisation must carry at least, on average: more than one is shared.
  private static final double SHARED_MIN = 1.5;

  /// On a machine that does other things too.
  private static final long TOKEN_NANOS_MAX = Bound.seconds(1).toNanos() / 10;

  @Override
  public String says() {
    return "RL-15, RL-16: slow fsync, no more files, no longer files; needs strace, prlimit, root";
  }

  @Override
  public void run(Settings settings) throws IOException {
    try (var journal = Journal.open();
        var disk = KeptDisk.in(settings.root().resolve("server/target"))) {
      for (int round = 1; round <= settings.rounds(); round++) {
        Site made;
        try (var server = start(settings, disk.data());
            var connection = new Connection(server.port())) {
          made = Site.of(server, disk.data(), connection);
          made.prepare("round" + round);
          slowDisk(settings, server, made, journal);
          noMoreFiles(server, made);
          noLongerFiles(server, made, disk.data());
        }
        try (var again = start(settings, disk.data());
            var connection = new Connection(again.port())) {
          var count = made.on(again, disk.data(), connection).verifyAcknowledged();
          settings.say("round %d: all of %d acknowledged clients are there", round, count);
        }
      }
    }
  }

  private static ServerProcess start(Settings settings, Path data) throws IOException {
    var server = ServerProcess.launch(settings.root(), data, Start.of(Mode.SERVE));
    server.awaitReady();
    return server;
  }

  private static void slowDisk(Settings settings, ServerProcess server, Site site, Journal journal)
      throws IOException {
    long quiet;
    try (var _ = Tracer.attach(server.pid(), Injection.syncs(""))) {
      quiet = tokenNanos(server, site);
    }
    try (var _ = Tracer.attach(server.pid(), Injection.syncs("delay_exit=" + SYNC_MICROS));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = System.nanoTime();
      var end = start + SLOW_FOR.toNanos();
      var writers = new ArrayList<Future<List<Connection.Answer>>>();
      for (int i = 0; i < WRITERS; i++) {
        var name = "slow" + i + "-";
        writers.add(threads.submit(() -> write(server, site, name, end, journal)));
      }
      var slow = tokenNanos(server, site);
      var written = new ArrayList<Connection.Answer>();
      for (var writer : writers) {
        written.addAll(writer.get());
      }
      for (var answer : written) {
        site.acknowledged(answer);
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      var perSync = written.size() * SYNC_MICROS / 1_000.0 / took.toMillis();
      settings.say(
          "fsync of 200 ms: %d writes in %d s, %.1f for each that the disk could do; tokens %.2f ms"
              + " (99 %%), %.2f without",
          written.size(), took.toSeconds(), perSync, slow / 1e6, quiet / 1e6);
      if (perSync < SHARED_MIN) {
        throw new DrillFailure("writes do not share synchronisations");
      }
      if (slow > Math.max(3 * quiet, TOKEN_NANOS_MAX)) {
        throw new DrillFailure("tokens wait for the disk");
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new DrillFailure("a write failed on the slow disk: " + e);
    }
  }

  private static List<Connection.Answer> write(
      ServerProcess server, Site site, String name, long end, Journal journal) throws IOException {
    var answers = new ArrayList<Connection.Answer>();
    try (var connection = new Connection(server.port())) {
      for (int i = 0; System.nanoTime() < end; i++) {
        var answer = connection.exchange(site.create(name + i));
        if (answer.status() != 503) {
          Site.expect(200, "a slow write", answer);
          journal.acknowledged(name + i);
          answers.add(answer);
        }
      }
      return answers;
    }
  }

  /// The 99th percentile of one caller.
  private static long tokenNanos(ServerProcess server, Site site) throws IOException {
    var times = new long[TOKENS];
    try (var connection = new Connection(server.port())) {
      for (int i = 0; i < TOKENS; i++) {
        var start = System.nanoTime();
        Site.expect(200, "token", connection.exchange(site.tokenRequest()));
        times[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(times);
    return times[TOKENS * 99 / 100];
  }

  /// Who is connected is served on; who comes is served when there is room again.
  private static void noMoreFiles(ServerProcess server, Site site) throws IOException {
    var limits = limits(server, "NOFILE");
    long open;
    try (var files = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
      open = files.count();
    }
    limit(server, "nofile", Long.toString(open));
    var waiting = new ArrayList<Connection>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        waiting.add(new Connection(server.port()));
      }
      site.expectToken();
    } finally {
      limit(server, "nofile", limits);
    }
    try (var late = new Connection(server.port())) {
      Site.expect(200, "a token after it", late.exchange(site.tokenRequest()));
    }
    for (var connection : waiting) {
      connection.close();
    }
    site.expectWell();
  }

  private static void noLongerFiles(ServerProcess server, Site site, Path data) throws IOException {
    var limits = limits(server, "FSIZE");
    limit(server, "fsize", Long.toString(Files.size(data.resolve("gatehouse.db-wal"))));
    try {
      site.writeUntilRefused();
      site.expectReadsAndTokens();
      site.expectNotReady("the database");
    } finally {
      limit(server, "fsize", limits);
    }
    site.expectWell();
  }

  private static String limits(ServerProcess server, String resource) throws IOException {
    return Command.run(
            "prlimit",
            "--pid",
            Long.toString(server.pid()),
            "--noheadings",
            "--raw",
            "--output=SOFT",
            "--" + resource.toLowerCase(Locale.ROOT))
        .strip();
  }

  /// Sets the soft limit; the hard one stays.
  private static void limit(ServerProcess server, String resource, String soft) throws IOException {
    Command.run(
        "prlimit", "--pid", Long.toString(server.pid()), "--" + resource + "=" + soft + ":");
  }
}
