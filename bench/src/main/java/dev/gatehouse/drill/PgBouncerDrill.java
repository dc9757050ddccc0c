package dev.gatehouse.drill;

import dev.gatehouse.driver.PgBouncer;
import dev.gatehouse.driver.Postgres;
import java.util.Map;

/// RL-28: Gatehouse reaches PostgreSQL through a PgBouncer in transaction mode, with fewer server
/// connections than it has itself, which PgBouncer replaces every two seconds. The first start
/// migrates, 64 writers and the token load work as without it, and nothing of a session is relied
/// on: every answer is that of a write, or "not now" for want of a connection.
final class PgBouncerDrill implements Drill {
  private static final int SERVER_CONNECTIONS = 4;
  private static final int WRITES = 2_000;

  @Override
  public String says() {
    return "RL-28: through PgBouncer in transaction mode; needs pgbouncer";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var folder = DatabaseScene.folder(settings);
    try (var database = Postgres.create(settings.root(), folder.resolve("postgres"), Map.of());
        var bouncer = PgBouncer.before(database, folder, SERVER_CONNECTIONS);
        var scene = DatabaseScene.start(settings, folder, Postgres.jdbcUrl(bouncer.port()))) {
      for (int round = 1; round <= settings.rounds(); round++) {
        scene.round("r" + round, traffic -> traffic.awaitWrites(WRITES));
        settings.progress();
      }
      DatabaseScene.expectConnections(database, SERVER_CONNECTIONS);
      scene.end(settings);
      settings.say(
          "%d rounds through %d server connections at most", settings.rounds(), SERVER_CONNECTIONS);
    }
    DatabaseScene.remove(folder);
  }
}
