package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.testing.TcpProxy;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start makes of its database: one that is away is waited for; one that is empty, newer or
/// somebody else's is refused and left as it is.
class DatabaseStartWireTest {
  private static final int EXECUTE_TRIES = 5;
  private static final String EMPTY =
      "The database is empty, but a server has been ready on this data folder";
  private static final String TABLES =
      "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir private Path temp;

  @AfterEach
  void stop() {
    threads.close();
    http.close();
  }

  private TestServer start(String folder, String... settings) {
    return TestServer.start(temp.resolve(folder), ManualClock.atStart(), List.of(settings));
  }

  /// The first answer that comes, as soon as somebody listens.
  private String firstAnswer(int port, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).GET().build();
    return Patience.until("an answer", () -> answer(request), answer -> !answer.isEmpty());
  }

  private String answer(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException nobodyYet) {
      return "";
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void rl_57_a_start_waits_for_its_database_serves_health_and_then_goes_on() throws Exception {
    var url = TestDatabases.migratedUrl();
    var port = FreePort.find();
    try (var proxy = TcpProxy.before(url)) {
      proxy.down();
      var starting =
          threads.submit(
              () -> start("data", "http.port=" + port, "database.url=" + proxy.url(url)));

      assertThat(firstAnswer(port, "/health/live")).isEqualTo("200 {\"status\":\"live\"}");
      assertThat(firstAnswer(port, "/health/ready"))
          .isEqualTo("503 {\"status\":\"the database cannot be reached\"}");
      for (var path :
          List.of("/", "/oauth2/token", "/us-east-1_a1B2c3D4e/.well-known/jwks.json", "/metrics")) {
        assertThat(firstAnswer(port, path)).as(path).isEqualTo("503 ");
      }
      assertThat(starting.isDone()).isFalse();

      proxy.up();
      try (var server = starting.get()) {
        assertThat(server.port()).isEqualTo(port);
        assertThat(server.get("/health/ready").body()).startsWith("{\"status\":\"ready\"");
        server.cognito("CreateUserPool", "{\"PoolName\":\"a\"}");
      }
    }
  }

  @Test
  void rl_57_the_wait_has_an_end_and_may_be_none() throws Exception {
    var nobody = "database.url=jdbc:postgresql://localhost:" + FreePort.find() + "/x";
    for (var wait : List.of("0", "300ms")) {
      assertThatThrownBy(() -> start("data", nobody, "database.start-wait=" + wait))
          .as(wait)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageMatching("The database cannot be opened: Connection .*refused.*");
    }
    start("data").close(); // The folder is free again.
  }

  @Test
  void rl_57_a_signal_ends_the_wait() throws Exception {
    var port = FreePort.find();
    var stop = new CountDownLatch(1);
    var assignments = new ArrayList<String>();
    assignments.add("http.port=" + port);
    assignments.add("http.management.port=0");
    assignments.add("database.url=jdbc:postgresql://localhost:" + FreePort.find() + "/x");
    var clock = ManualClock.atStart();
    var starting =
        threads.submit(() ->
            Gatehouse.start(
                Settings.of(SettingsReader.read(Optional.empty(), Map.of(), assignments)),
                temp.resolve("data"),
                Optional.empty(),
                new Env(clock, new SeededRandom(1)),
                AccessLog.NONE,
                stop));
    assertThat(firstAnswer(port, "/health/live")).startsWith("200 ");

    stop.countDown();

    assertThatThrownBy(starting::get)
        .hasRootCauseInstanceOf(StartRefusedException.class)
        .hasRootCauseMessage("Stopped before the database could be opened.");
  }

  @Test
  void rl_31_an_empty_database_is_refused_where_there_was_a_full_one() throws Exception {
    var right = "database.url=" + TestDatabases.emptyUrl();
    var empty = TestDatabases.emptyUrl();
    start("data", right).close();

    assertThatThrownBy(() -> start("data", "database.url=" + empty))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith(EMPTY);
    assertThatThrownBy(() -> start("data"))
        .as("SQLite, because nobody named the database")
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith(EMPTY);

    assertThat(query(empty, TABLES)).isEmpty();
    start("data", right).close();
  }

  @Test
  void rl_31_a_file_that_is_gone_is_not_made_again() throws Exception {
    start("data").close();
    Files.delete(temp.resolve("data/gatehouse.db"));

    assertThatThrownBy(() -> start("data"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith(EMPTY);
  }

  @Test
  void rl_31_a_database_of_something_else_is_refused_in_one_sentence() throws Exception {
    var foreign = TestDatabases.emptyUrl();
    execute(foreign, "CREATE TABLE recipes (name text)");

    assertThatThrownBy(() -> start("data", "database.url=" + foreign))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("The database cannot be migrated: it holds something else. Name an empty one.");
    assertThat(query(foreign, TABLES)).containsExactly("recipes");
  }

  @Test
  void rl_31_tables_that_vanish_under_a_running_node_are_not_made_again() throws Exception {
    var url = TestDatabases.emptyUrl();
    try (var server = start("data", "database.url=" + url)) {
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      execute(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

      var answer =
          server.call(
              "AWSCognitoIdentityProviderService.CreateUserPool",
              "cognito-idp",
              "{\"PoolName\":\"a\"}");
      assertThat(answer.status()).isEqualTo(500);
      assertThatThrownBy(() -> server.advance(java.time.Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(server.get("/health/ready").body())
          .isEqualTo("{\"status\":\"the database does not hold what it should\"}");
    }
    assertThat(query(url, TABLES)).isEmpty();
  }

  @Test
  void rl_42_a_newer_database_is_refused_with_both_versions_named_and_untouched() throws Exception {
    var url = TestDatabases.emptyUrl();
    start("data", "database.url=" + url).close();
    execute(
        url,
        """
        INSERT INTO flyway_schema_history
        SELECT 8, '8', 'later', type, 'V8__later.sql', 1, '', installed_on, 1, true
        FROM flyway_schema_history WHERE version IS NOT NULL LIMIT 1
        """);
    var before = fingerprint(url);

    assertThatThrownBy(() -> start("data", "database.url=" + url))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("The database has schema version 8; this program knows version 7.");
    assertThat(fingerprint(url)).isEqualTo(before).isNotEmpty();

    execute(url, "DELETE FROM flyway_schema_history WHERE version = '8'");
    start("data", "database.url=" + url).close();
  }

  /// Every row of every table.
  private static List<String> fingerprint(String url) throws SQLException {
    var rows = new ArrayList<String>();
    for (var table : query(url, TABLES)) {
      rows.add(table);
      rows.addAll(query(url, "SELECT t::text FROM " + table + " t ORDER BY 1"));
    }
    return rows;
  }

  /// Again where a node's background was in the way (SQLSTATE 40P01, a deadlock).
  private static void execute(String url, String sql) throws SQLException {
    for (int tries = 1; ; tries++) {
      try (var connection = open(url);
          var statement = connection.createStatement()) {
        statement.execute(sql);
        return;
      } catch (SQLException failure) {
        if (!"40P01".equals(failure.getSQLState()) || tries == EXECUTE_TRIES) {
          throw failure;
        }
      }
    }
  }

  private static List<String> query(String url, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = open(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }
}
