package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.util.List;

/// A pool that writers share, with what their users need.
///
/// @param client that users sign up and sign in with
record Ground(TrackedPool pool, String client) {
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
