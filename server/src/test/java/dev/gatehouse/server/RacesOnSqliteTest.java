package dev.gatehouse.server;

import dev.gatehouse.testing.TestServer;
import java.util.List;

/// Twenty callers of the one node that SQLite has.
class RacesOnSqliteTest extends RacesContract {
  @Override
  List<TestServer> start(String... settings) {
    return List.of(TestServer.strict(settings));
  }
}
