package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/// A server of its own with a pool of so many users.
///
/// @param size how many
record UserSite(int size, Path data, ServerProcess server, UserStory.Place place, UserStory story)
    implements AutoCloseable {
  private static final Start START = Start.of(Mode.SERVE);

  /// Seeds the pool and starts the server.
  static UserSite open(Setup setup, int size) throws IOException, SQLException {
    var data = setup.newFolder("users-" + size);
    UserStory.Place place;
    try (var server = ServerProcess.launch(setup.root(), data, START)) {
      server.awaitReady();
      try (var connection = new Connection(server.port())) {
        place = UserStory.prepare(connection, server.port(), data);
      }
    }
    var begin = System.nanoTime();
    UserSeed.fill(data, size);
    setup.say("%,d users seeded in %.1f s", size, (System.nanoTime() - begin) / 1e9);
    var server = ServerProcess.launch(setup.root(), data, START);
    try {
      server.awaitReady();
      try (var connection = new Connection(server.port())) {
        var story = UserStory.begin(connection, server.port(), data, place);
        return new UserSite(size, data, server, place, story);
      }
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d", size);
  }

  @Override
  public void close() {
    server.close();
  }
}
