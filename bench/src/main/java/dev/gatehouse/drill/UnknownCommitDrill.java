package dev.gatehouse.drill;

import dev.gatehouse.driver.Postgres;
import dev.gatehouse.driver.Proxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// RL-22: under 64 writers the connection to PostgreSQL breaks around a COMMIT: just before the
/// database gets it, or when it has committed and before anybody hears of it. Such a write is
/// answered "not now", never as done; it is there whole or not at all, and nothing is there twice.
final class UnknownCommitDrill implements Drill {
  private static final int CUTS_MAX = 16;
  private static final int WRITES_MAX = 200;
  private static final int WRITES_AFTER = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private long cuts;
  private long refused;

  @Override
  public String says() {
    return "RL-22: PostgreSQL's answer to COMMIT is lost under load, or the COMMIT itself";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var random = new Random(settings.seed());
    DatabaseScene.behindNetwork(
        settings,
        (scene, database, network, name) -> {
          scene.round(name, traffic -> cut(network, traffic, random));
          expectNothingTwice(database);
        });
    settings.say(
        "%d rounds; %d commits cut, half before and half after PostgreSQL got them; %d writes"
            + " refused",
        settings.rounds(), cuts, refused);
  }

  private void cut(Proxy proxy, Traffic traffic, Random random) {
    for (var isAfter : new boolean[] {true, false}) {
      traffic.awaitWrites(1 + random.nextInt(WRITES_MAX));
      var count = 1 + random.nextInt(CUTS_MAX);
      if (isAfter) {
        proxy.cutAfterCommit(count);
      } else {
        proxy.cutBeforeCommit(count);
      }
      awaitCuts(proxy);
      cuts += count;
    }
    traffic.awaitWrites(WRITES_AFTER);
    traffic.stop();
    var seen = traffic.refusals().size();
    refused += seen;
    if (seen == 0) {
      throw new DrillFailure("no writer notices that its commit was cut");
    }
  }

  private static void awaitCuts(Proxy proxy) {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    while (proxy.cutsLeft() > 0) {
      if (System.nanoTime() > latest) {
        throw new DrillFailure("no commit passes that could be cut");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Every writer gives each thing a name of its own, once.
  private static void expectNothingTwice(Postgres database) throws Exception {
    for (var table : new String[] {"user_pool", "app_client", "resource_server"}) {
      var column = table.equals("resource_server") ? "pool_id || identifier" : "name";
      var twice =
          database.number(
              """
              SELECT count(*) FROM (SELECT %s FROM %s GROUP BY 1 HAVING count(*) > 1) AS twice
              """
                  .formatted(column, table));
      if (twice > 0) {
        throw new DrillFailure(twice + " rows of " + table + " are there twice");
      }
      if (database.number("SELECT count(*) FROM " + table) == 0) {
        throw new DrillFailure(table + " is empty: the drill compares nothing");
      }
    }
  }
}
