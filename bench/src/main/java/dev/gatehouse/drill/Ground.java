package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.util.List;

/// A pool that writers share, with what their users need.
///
/// @param sessionClient that users sign in with
record Ground(TrackedPool pool, String sessionClient) {
  static Ground make(Connection connection, SignedApi api, String name) throws IOException {
    var pool = TrackedPool.create(connection, api, name);
    TrackedUser.createGroup(connection, api, pool.id());
    return new Ground(
        pool, TrackedSession.createClient(connection, api, pool.id(), name + "-sessions"));
  }

  static List<TrackedPool> pools(List<Ground> grounds) {
    return grounds.stream().map(Ground::pool).toList();
  }
}
