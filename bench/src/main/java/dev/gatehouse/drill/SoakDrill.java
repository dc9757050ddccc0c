package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Latencies;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Two nodes under a steady load, and every five minutes something breaks that a day may bring
/// (RL-68): a node is killed, restarted, halted; the database restarts or crashes; the network is
/// lost, slow, or resets everything. Of the machines' requests, repeated once at the other node,
/// one in ten thousand may fail. The node that lives through all of it may not grow: not in files
/// or threads, and after the first hour not in memory or rows, nor become slower.
final class SoakDrill implements Drill {
  /// Of what one processor does: a load at which a fault can be survived.
  private static final double PER_SECOND = 500;

  private static final double FAILED_SHARE_MAX = 0.0001;

  /// An administrator's requests need the database, which is away now and then.
  private static final double ADMINISTRATORS_FAILED_SHARE_MAX = 0.01;

  private static final Duration FIRST_HOUR = Duration.ofHours(1);
  private static final double GROWTH_MAX = 1.05;
  private static final double SLOWER_MAX = 1.1;

  /// Connections come and go: a node has some more or less when it is looked at.
  private static final int FILES_MORE_MAX = 40;

  private static final int THREADS_MORE_MAX = 20;
  private static final int ROWS_MORE_MAX = 2_000;
  private static final Duration OUTAGE = Duration.ofSeconds(8);
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final int RESETS = 5;

  private final Latencies firstHour = new Latencies();
  private final Latencies later = new Latencies();
  private long answered;
  private long failed;
  private long administrators;
  private long administratorsFailed;

  @Override
  public String says() {
    return "RL-68: a fault every --round-seconds (300) under load; 288 rounds are a day";
  }

  /// What breaks. The first node is the one that ends.
  private enum Fault {
    NODE_KILLED,
    NODE_RESTARTED,
    NODE_HALTED,
    DATABASE_RESTARTED,
    DATABASE_CRASHED,
    NETWORK_LOST,
    NETWORK_SLOW,
    NETWORK_RESET
  }

  /// What may not grow.
  private record Size(Vitals node, long rows) {}

  @Override
  public void run(Settings settings) throws Exception {
    var random = new Random(settings.seed());
    try (var both = TwoNodes.start(settings.root())) {
      Machine machine;
      try (var connection = new Connection(both.node(0).port())) {
        var pool = Machine.createPool(connection, both.api(0).patient(), "soak");
        machine = Machine.create(connection, both.api(0).patient(), pool);
      }
      try (var load = SoakLoad.start(both, machine, PER_SECOND, settings.seed())) {
        LockSupport.parkNanos(settings.roundTime().toNanos());
        quiet(settings, load.take(), Duration.ZERO);
        var first = size(both);
        var compared = first;
        for (int round = 1; round <= settings.rounds(); round++) {
          var fault = Fault.values()[random.nextInt(Fault.values().length)];
          var age = settings.roundTime().multipliedBy(round);
          round(settings, both, fault, load, age);
          var now = size(both);
          settings.say("round %d, %s: %s, %d failed so far", round, fault, now, failed);
          compared = age.compareTo(FIRST_HOUR) <= 0 ? now : compared;
        }
        judge(settings, first, compared, size(both));
      }
    }
  }

  private void round(Settings settings, TwoNodes both, Fault fault, SoakLoad load, Duration age)
      throws Exception {
    var began = System.nanoTime();
    breakAndMend(both, fault);
    rest(began + settings.roundTime().toNanos() / 2);
    count(settings, load.take());
    rest(began + settings.roundTime().toNanos());
    quiet(settings, load.take(), age);
    for (int node = 0; node < 2; node++) {
      var readiness = both.readiness(node);
      if (readiness.status() != 200) {
        throw new DrillFailure("node " + node + " after " + fault + ": " + readiness.text());
      }
    }
  }

  private static void rest(long end) {
    LockSupport.parkNanos(end - System.nanoTime());
  }

  private static void breakAndMend(TwoNodes both, Fault fault) throws IOException, SQLException {
    switch (fault) {
      case NODE_KILLED -> both.crash(0);
      case NODE_RESTARTED -> {
        var code = both.restart(0);
        if (code != 0) {
          throw new DrillFailure("a node that was asked to stop ended with code " + code);
        }
      }
      case NODE_HALTED -> {
        both.node(1).signal("STOP");
        LockSupport.parkNanos(OUTAGE.toNanos());
        both.node(1).signal("CONT");
      }
      case DATABASE_RESTARTED -> {
        both.database().stopFast();
        both.database().start();
      }
      case DATABASE_CRASHED -> {
        both.database().kill();
        both.database().start();
      }
      case NETWORK_LOST -> {
        both.network(1).blackHole();
        LockSupport.parkNanos(OUTAGE.toNanos());
        both.network(1).pass();
      }
      case NETWORK_SLOW -> {
        both.network(1).delay(LATENCY);
        LockSupport.parkNanos(OUTAGE.toNanos());
        both.network(1).pass();
      }
      case NETWORK_RESET -> {
        for (int i = 0; i < RESETS; i++) {
          both.network(1).cutAll();
          LockSupport.parkNanos(OUTAGE.dividedBy(RESETS).toNanos());
        }
      }
    }
  }

  /// The second half of a round, when all is well again: then it is as fast as ever.
  private void quiet(Settings settings, SoakLoad.Seen seen, Duration age) {
    count(settings, seen);
    (age.compareTo(FIRST_HOUR) <= 0 ? firstHour : later).addAll(seen.machines);
  }

  private void count(Settings settings, SoakLoad.Seen seen) {
    if (seen.machines.count() == 0) {
      throw new DrillFailure("nothing is answered: " + seen.lastFailure);
    }
    answered += seen.machines.count();
    failed += seen.machinesFailed;
    administrators += seen.administrators;
    administratorsFailed += seen.administratorsFailed;
    if (seen.machinesFailed + seen.administratorsFailed > 0) {
      settings.say("the last failure: %s", seen.lastFailure);
    }
  }

  private static Size size(TwoNodes both) throws IOException, SQLException {
    var rows =
        both.database().number("SELECT count(*) FROM change")
            + both.database().number("SELECT count(*) FROM app_client")
            + both.database().number("SELECT count(*) FROM client_directory");
    return new Size(Vitals.of(both.node(1)), rows);
  }

  private void judge(Settings settings, Size first, Size afterAnHour, Size last) {
    settings.say(
        "%d tokens and key sets, %d failed after one repetition; %d administrator's requests, %d"
            + " failed; in quiet times p99 %.1f ms in the first hour, %.1f later; %s at first, %s at the"
            + " end",
        answered,
        failed,
        administrators,
        administratorsFailed,
        firstHour.millis(0.99),
        later.millis(0.99),
        first,
        last);
    expect("tokens fail", failed <= FAILED_SHARE_MAX * answered);
    expect(
        "administrators are refused",
        administratorsFailed <= 1 + ADMINISTRATORS_FAILED_SHARE_MAX * administrators);
    expect("files grow", last.node.files() <= first.node.files() + FILES_MORE_MAX);
    expect("threads grow", last.node.threads() <= first.node.threads() + THREADS_MORE_MAX);
    if (later.count() > 0) {
      // The change feed keeps an hour.
      expect("rows grow", last.rows <= afterAnHour.rows + ROWS_MORE_MAX);
      expect(
          "memory grows",
          last.node.residentKibibytes() <= GROWTH_MAX * afterAnHour.node.residentKibibytes());
      expect("it becomes slower", later.millis(0.99) <= SLOWER_MAX * firstHour.millis(0.99));
    }
  }

  private static void expect(String otherwise, boolean holds) {
    if (!holds) {
      throw new DrillFailure(otherwise);
    }
  }
}
