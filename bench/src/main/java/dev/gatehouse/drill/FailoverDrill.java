package dev.gatehouse.drill;

import dev.gatehouse.driver.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// RL-21, RL-62: all processes of the primary are killed under 64 writers and its synchronous
/// standby is promoted; then the dead one is made anew as the standby of the other, and the next
/// round goes the other way. Every acknowledged write is on the new primary, writes are
/// acknowledged again within a second after it accepts them, machine tokens never stop, and
/// Gatehouse is not restarted. A commit that no standby has is not acknowledged.
final class FailoverDrill implements Drill {
  private static final int WRITES_MAX = 400;
  private static final int WRITES_AFTER = 100;
  private static final int MOMENT_MICROS_MAX = 5_000;

  private final Spread promotions = new Spread();
  private final Spread recoveries = new Spread();

  @Override
  public String says() {
    return "RL-21: PostgreSQL's primary dies, the standby takes over; 100 rounds is the full count";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var random = new Random(settings.seed());
    var folder = DatabaseScene.folder(settings);
    try (var pair = Pair.make(settings.root(), folder);
        var scene = DatabaseScene.start(settings, folder, pair.url())) {
      expectSynchronous(scene, pair);
      for (int round = 1; round <= settings.rounds(); round++) {
        scene.round("r" + round, traffic -> failOver(pair, traffic, random));
        pair.repair();
        settings.progress();
      }
      scene.end(settings);
      settings.say(
          "%d failovers; promoted after %s; then the first acknowledged write after %s",
          settings.rounds(), promotions, recoveries);
    }
    DatabaseScene.remove(folder);
  }

  private void failOver(Pair pair, Traffic traffic, Random random) throws Exception {
    traffic.awaitWrites(1 + random.nextInt(WRITES_MAX));
    LockSupport.parkNanos(
        Duration.of(random.nextInt(MOMENT_MICROS_MAX), ChronoUnit.MICROS).toNanos());
    var killed = System.nanoTime();
    pair.failOver();
    promotions.add(Duration.ofNanos(System.nanoTime() - killed));
    recoveries.add(DatabaseScene.expectRecovery(traffic));
    traffic.awaitWrites(WRITES_AFTER);
  }

  /// While the standby stands still nothing may be acknowledged: its twin is the load that follows.
  private static void expectSynchronous(DatabaseScene scene, Pair pair) throws Exception {
    pair.standby.pause();
    try {
      var status = scene.write("unreplicated");
      if (status != 503) {
        throw new DrillFailure("a write that no standby has is answered " + status);
      }
    } finally {
      pair.standby.resume();
    }
    Wait.until("a write with a standby", Bound.seconds(5), () -> scene.write("replicated") == 200);
  }

  /// Two servers, of which one is the primary.
  private static final class Pair implements AutoCloseable {
    private final Path folder;
    private final String url;
    private Postgres primary;
    private Postgres standby;
    private int clones;

    private Pair(Path folder, Postgres primary, Postgres standby) {
      this.folder = folder;
      this.primary = primary;
      this.standby = standby;
      url = Postgres.jdbcUrl(primary, standby);
    }

    static Pair make(Path root, Path folder) throws Exception {
      var primary = Postgres.create(root, folder.resolve("first"), Map.of());
      try {
        var pair = new Pair(folder, primary, primary.cloneTo(folder.resolve("second")));
        pair.join();
        return pair;
      } catch (Exception e) {
        primary.close();
        throw e;
      }
    }

    String url() {
      return url;
    }

    private void join() throws Exception {
      standby.start();
      primary.synchronousStandbys("*");
      primary.awaitSynchronous(1);
    }

    void failOver() throws Exception {
      primary.kill();
      standby.promote();
    }

    /// The dead one comes back as the standby of the other.
    void repair() throws Exception {
      var dead = primary;
      DatabaseScene.remove(dead.folder());
      clones++;
      primary = standby;
      standby = primary.cloneTo(folder.resolve("clone" + clones), dead.port());
      join();
    }

    @Override
    public void close() {
      standby.close();
      primary.close();
    }
  }
}
