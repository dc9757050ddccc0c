package dev.gatehouse.server;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TestServer;
import java.util.Arrays;
import java.util.List;

/// Twenty callers of two nodes on one PostgreSQL.
class RacesOnTwoNodesTest extends RacesContract {
  @Override
  List<TestServer> start(String... settings) {
    var all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "database.url=" + TestDatabases.migratedUrl();
    var one = TestServer.strict(all);
    return List.of(one, one.anotherNode(all));
  }
}
