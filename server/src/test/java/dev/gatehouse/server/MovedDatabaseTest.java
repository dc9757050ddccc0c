package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RL-13: somebody deletes or replaces the database file, or its log, under a running server.
/// Nothing is acknowledged that went into a file without a name, and when the file is back so is
/// the service.
class MovedDatabaseTest {
  @TempDir private Path temp;

  private TestServer start() {
    return TestServer.start(temp.resolve("data"), ManualClock.atStart(), List.of());
  }

  private static TestServer.Answer create(TestServer server, String name) {
    return server.call(
        "AWSCognitoIdentityProviderService.CreateUserPool",
        "cognito-idp",
        "{\"PoolName\":\"" + name + "\"}");
  }

  private static String ready(TestServer server) {
    server.advance(Duration.ZERO);
    return server.get("/health/ready").body();
  }

  private static String pools(TestServer server) {
    return server.cognito("ListUserPools", "{\"MaxResults\":60}").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gatehouse.db", "gatehouse.db-wal"})
  void rl_13_a_deleted_file_takes_no_writes_until_it_is_back(String name) throws IOException {
    try (var server = start()) {
      assertThat(create(server, "before").status()).isEqualTo(200);
      var file = server.folder().resolve(name);
      var away = temp.resolve("away");
      Files.move(file, away);

      assertThat(create(server, "not there").status()).isEqualTo(503);
      assertThat(ready(server))
          .isEqualTo("{\"status\":\"the database's file " + name + " was deleted\"}");
      assertThat(file).doesNotExist();
      assertThat(pools(server)).contains("before").doesNotContain("not there");

      Files.move(away, file);
      assertThat(ready(server)).isEqualTo("{\"status\":\"ready\"}");
      assertThat(create(server, "after").status()).isEqualTo(200);
    }
    try (var again = start()) {
      assertThat(pools(again)).contains("before", "after").doesNotContain("not there");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gatehouse.db", "gatehouse.db-wal"})
  void rl_13_a_replaced_file_takes_no_writes_and_is_left_alone(String name) throws IOException {
    try (var server = start()) {
      assertThat(create(server, "before").status()).isEqualTo(200);
      var file = server.folder().resolve(name);
      var away = temp.resolve("away");
      Files.move(file, away);
      Files.copy(away, file);
      var other = Files.readAllBytes(file);

      assertThat(create(server, "not there").status()).isEqualTo(503);
      assertThat(ready(server))
          .isEqualTo("{\"status\":\"the database's file " + name + " was replaced\"}");
      assertThat(pools(server)).contains("before").doesNotContain("not there");
      assertThat(file).hasBinaryContent(other);

      Files.move(away, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertThat(ready(server)).isEqualTo("{\"status\":\"ready\"}");
      assertThat(create(server, "after").status()).isEqualTo(200);
    }
    try (var again = start()) {
      assertThat(pools(again)).contains("before", "after").doesNotContain("not there");
    }
  }

  /// A server that stops meanwhile writes into none of the two.
  @Test
  void rl_13_a_stop_leaves_a_replaced_file_alone() throws IOException {
    var away = temp.resolve("away");
    Path file;
    byte[] other;
    try (var server = start()) {
      assertThat(create(server, "before").status()).isEqualTo(200);
      file = server.folder().resolve("gatehouse.db");
      Files.move(file, away);
      Files.copy(away, file);
      other = Files.readAllBytes(file);
    }
    assertThat(file).hasBinaryContent(other);
    Files.move(away, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (var again = start()) {
      assertThat(pools(again)).contains("before");
    }
  }
}
