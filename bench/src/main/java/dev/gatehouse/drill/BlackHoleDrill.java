package dev.gatehouse.drill;

import dev.gatehouse.driver.Proxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// RL-26, RL-61, RL-62: under 64 writers every packet between Gatehouse and PostgreSQL is lost, and
/// no connection is closed. Within five seconds the node says that it is not ready, and why, and no
/// write waits longer for its refusal; tokens and key sets come from memory. When packets pass
/// again, writes are acknowledged within a second and the node is ready within two.
final class BlackHoleDrill implements Drill {
  private static final int WRITES_MAX = 400;
  private static final int WRITES_AFTER = 100;
  private static final Duration NOTICED_MAX = Bound.seconds(5);

  /// The last of several steps of a request may meet the hole, and a refusal needs the processor.
  private static final Duration REFUSED_MAX = NOTICED_MAX.plusSeconds(1);

  /// The node looks twice a second, and a look that is under way may have to fail first.
  private static final Duration READY_MAX = Bound.seconds(2);

  private static final Duration HOLE_MIN = Duration.ofSeconds(8);
  private static final int HOLE_MORE_MILLIS_MAX = 3_000;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Spread noticed = new Spread();
  private final Spread refusals = new Spread();
  private final Spread recoveries = new Spread();
  private final Spread ready = new Spread();

  @Override
  public String says() {
    return "RL-26: packets between Gatehouse and PostgreSQL vanish under load";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var random = new Random(settings.seed());
    DatabaseScene.behindNetwork(
        settings,
        (scene, _, network, name) ->
            scene.round(name, traffic -> vanish(scene, network, traffic, random)));
    settings.say(
        "%d black holes; not ready after %s; writes refused after %s; when it ended, the first"
            + " acknowledged write after %s, ready after %s",
        settings.rounds(), noticed, refusals, recoveries, ready);
  }

  private void vanish(DatabaseScene scene, Proxy proxy, Traffic traffic, Random random)
      throws Exception {
    traffic.awaitWrites(1 + random.nextInt(WRITES_MAX));
    var began = System.nanoTime();
    proxy.blackHole();
    noticed.add(awaitReadiness(scene, 503, NOTICED_MAX));
    var end = began + HOLE_MIN.plusMillis(random.nextInt(HOLE_MORE_MILLIS_MAX)).toNanos();
    LockSupport.parkNanos(end - System.nanoTime());
    Wait.until(
        "readiness that says why",
        NOTICED_MAX,
        () -> scene.readiness().text().contains("the database cannot be reached"));
    proxy.pass();
    var recovery = DatabaseScene.expectRecovery(traffic);
    recoveries.add(recovery);
    ready.add(recovery.plus(awaitReadiness(scene, 200, READY_MAX.minus(recovery))));
    traffic.awaitWrites(WRITES_AFTER);
    traffic.stop();
    traffic.refusals().forEach(refusals::add);
    if (refusals.slowest().compareTo(REFUSED_MAX) > 0) {
      throw new DrillFailure("a write waited " + refusals.slowest() + " for its refusal");
    }
  }

  private static Duration awaitReadiness(DatabaseScene scene, int status, Duration max)
      throws Exception {
    var start = System.nanoTime();
    for (var answer = scene.readiness(); answer.status() != status; answer = scene.readiness()) {
      if (System.nanoTime() - start > max.toNanos()) {
        throw new DrillFailure("readiness is still " + answer.status() + " " + answer.text());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
