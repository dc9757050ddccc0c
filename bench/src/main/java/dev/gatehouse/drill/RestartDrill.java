package dev.gatehouse.drill;

import dev.gatehouse.driver.Postgres;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// RL-20: PostgreSQL is restarted under 64 writers, as `pg_ctl restart -m fast` and `-m immediate`
/// do, in turn. Writes are refused during the outage and not because of it later, acknowledged
/// again within a second after the database accepts connections, and no connection of Gatehouse's
/// is left behind.
final class RestartDrill implements Drill {
  private static final int WRITES_MAX = 400;
  private static final int WRITES_AFTER = 200;

  /// Sixty-four writers want eight connections: on a busy machine some wait in vain (RL-25).
  private static final double SHARE_MORE_MAX = 0.02;

  /// From when the database accepts again: who was told "not now" until then is not counted.
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final Spread outages = new Spread();
  private final Spread recoveries = new Spread();
  private long refused;

  @Override
  public String says() {
    return "RL-20: PostgreSQL is restarted under load, fast and immediate in turn";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var random = new Random(settings.seed());
    var folder = DatabaseScene.folder(settings);
    try (var database = Postgres.create(settings.root(), folder.resolve("postgres"), Map.of());
        var scene = DatabaseScene.start(settings, folder, database.jdbcUrl())) {
      for (int round = 1; round <= settings.rounds(); round++) {
        var isFast = round % 2 == 1;
        var writes = 1 + random.nextInt(WRITES_MAX);
        scene.round("r" + round, traffic -> restart(settings, database, isFast, traffic, writes));
        expectNothingLeaked(database);
        settings.progress();
      }
      scene.end(settings);
      settings.say(
          "%d restarts; away for %s, %d writes refused meanwhile; then the first acknowledged write"
              + " after %s",
          settings.rounds(), outages, refused, recoveries);
    }
    DatabaseScene.remove(folder);
  }

  private void restart(
      Settings settings, Postgres database, boolean isFast, Traffic traffic, int writes)
      throws Exception {
    traffic.awaitWrites(writes);
    var before = traffic.tally();
    var stopped = System.nanoTime();
    if (isFast) {
      database.stopFast();
    } else {
      database.stopImmediate();
    }
    database.start();
    database.awaitWritable();
    outages.add(Duration.ofNanos(System.nanoTime() - stopped));
    var accepting = System.nanoTime();
    recoveries.add(DatabaseScene.expectRecovery(traffic));
    LockSupport.parkNanos(accepting + SETTLED.toNanos() - System.nanoTime());
    refused += traffic.tally().since(before).refused();
    expectNoMoreRefused(settings, traffic, before);
    traffic.stop();
  }

  private static void expectNoMoreRefused(
      Settings settings, Traffic traffic, Traffic.Tally before) {
    var after = before;
    for (int i = 0; i < Bound.tries(); i++) {
      var recovered = traffic.tally();
      traffic.awaitWrites(WRITES_AFTER);
      after = traffic.tally().since(recovered);
      if (after.refusedShare() <= before.refusedShare() + SHARE_MORE_MAX) {
        return;
      }
    }
    var worse = "more is refused after the outage, %s, than before, %s".formatted(after, before);
    if (Bound.tries() == 1) {
      throw new DrillFailure(worse);
    }
    settings.say(worse);
  }

  private static void expectNothingLeaked(Postgres database) throws Exception {
    DatabaseScene.expectConnections(database, DatabaseScene.CONNECTIONS_MAX);
  }
}
