package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TcpProxy;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A PostgreSQL that is away, locked, full of connections or read-only, as clients of a running
/// node see it; and that the node is well again, without a restart, when the database is.
class DatabaseAwayWireTest {
  private static final Duration STALE_MAX = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int CONNECTIONS = 8;
  private static final int STEPS_MAX = 1_500;
  private static final long STEP_NANOS = 20_000_000;

  /// What a wait of half a second, or a statement of three, may come to on a busy machine.
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final String NO_DATABASE = "{\"status\":\"the database cannot be reached\"}";

  private static String url;
  private static TcpProxy proxy;
  private static TestServer node;
  private static TestServer strictest;
  private static MachineSite site;
  private static Client client;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir private Path temp;

  @BeforeAll
  static void start() {
    url = TestDatabases.migratedUrl();
    proxy = TcpProxy.before(url);
    var setting = "database.url=" + proxy.url(url);
    node = TestServer.strict(setting);
    strictest = node.anotherNode(setting, "cache.stale-max=0");
    site = MachineSite.make(node, "lobster1234");
    client = site.machine("get");
    await(DatabaseAwayWireTest::isWell);
  }

  @AfterAll
  static void stop() {
    strictest.close();
    node.close();
    proxy.close();
  }

  @AfterEach
  void recover() {
    callers.close();
    proxy.up();
    await(DatabaseAwayWireTest::isWell);
  }

  /// Both nodes have read what was changed until now, and what the tests ask is in their memory.
  private static boolean isWell() {
    try {
      node.advance(Duration.ZERO);
      strictest.advance(Duration.ZERO);
    } catch (StoreUnavailableException notYet) {
      return false;
    }
    return token(strictest, client).startsWith("200 ")
        && document("jwks.json").startsWith("200 ")
        && node.get("/health/ready").status() == 200
        && describe() == 200
        && token(node, client).startsWith("200 ");
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; !condition.getAsBoolean(); i++) {
      assertThat(i).as("steps of 20 ms").isLessThan(STEPS_MAX);
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static String token(TestServer at, Client who) {
    return MachineSite.text(
        at.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", who.basic()));
  }

  /// The status of a call that reads the database.
  private static int describe() {
    return call("DescribeUserPool", "");
  }

  /// The status of a call that writes.
  private static int create(String identifier) {
    return call("CreateResourceServer", ",'Identifier':'" + identifier + "','Name':'n'");
  }

  private static int call(String operation, String members) {
    var body = ("{'UserPoolId':'" + site.pool() + "'" + members + "}").replace('\'', '"');
    return node.call("AWSCognitoIdentityProviderService." + operation, "cognito-idp", body)
        .status();
  }

  private static String document(String name) {
    return MachineSite.text(node.get("/" + site.pool() + "/.well-known/" + name));
  }

  @Test
  void rl_61_key_set_and_discovery_come_from_memory_for_an_hour_and_more() {
    var keys = document("jwks.json");
    var discovery = document("openid-configuration");
    assertThat(keys).startsWith("200 ");
    assertThat(discovery).startsWith("200 ");

    proxy.down();
    node.clock().advance(HOUR.plusMinutes(1));

    assertThat(describe()).isEqualTo(503);
    assertThat(document("jwks.json")).isEqualTo(keys);
    assertThat(document("openid-configuration")).isEqualTo(discovery);
    await(() -> node.get("/health/ready").body().equals(NO_DATABASE));
    assertThat(node.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void rl_62_tokens_come_from_memory_for_stale_max_and_with_none_not_at_all() {
    assertThat(token(node, client)).startsWith("200 ");
    assertThat(token(strictest, client)).startsWith("200 ");

    proxy.down();
    node.clock().advance(STALE_MAX);

    assertThat(describe()).isEqualTo(503);
    assertThat(token(node, client)).startsWith("200 ");
    assertThat(token(strictest, client)).startsWith("503 ");
    node.clock().advance(Duration.ofMillis(1));
    assertThat(token(node, client)).startsWith("503 ");
  }

  @Test
  void rl_62_what_is_known_to_be_withdrawn_stays_so() {
    var deleted = site.machine("get");
    var rotated = site.machine("get");
    assertThat(token(node, deleted)).startsWith("200 ");
    assertThat(token(node, rotated)).startsWith("200 ");
    site.call("DeleteUserPoolClient", ",'ClientId':'" + deleted.id() + "'");
    withdrawSecret(rotated);

    proxy.down();

    assertThat(describe()).isEqualTo(503);
    assertThat(token(node, deleted)).doesNotStartWith("200 ");
    assertThat(token(node, rotated)).doesNotStartWith("200 ");
    assertThat(token(node, client)).startsWith("200 ");
    proxy.up();
    await(() -> describe() == 200);
    assertThat(token(node, deleted)).isEqualTo("400 {\"error\":\"invalid_client\"}");
    assertThat(token(node, rotated)).isEqualTo("400 {\"error\":\"invalid_client\"}");
  }

  private static void withdrawSecret(Client rotated) {
    var members = ",'ClientId':'" + rotated.id() + "'";
    var oldest =
        Json.text(site.call("ListUserPoolClientSecrets", members))
            .replaceFirst(".*?\"ClientSecretId\":\"([^\"]+)\".*", "$1");
    site.call("AddUserPoolClientSecret", members);
    site.call("DeleteUserPoolClientSecret", members + ",'ClientSecretId':'" + oldest + "'");
  }

  @Test
  void rl_24_a_table_that_somebody_locked_stops_only_what_needs_it() throws Exception {
    try (var other = direct()) {
      lock(other, "LOCK TABLE resource_server IN SHARE MODE");
      var start = System.nanoTime();
      var waiting =
          IntStream.range(0, 3 * CONNECTIONS)
              .mapToObj(i -> callers.submit(() -> create("locked" + i)))
              .toList();
      await(() -> waitingForLocks(other) > 0);

      for (int i = 0; i < 20; i++) {
        assertThat(describe()).isEqualTo(200);
        assertThat(token(node, client)).startsWith("200 ");
      }
      assertThat(node.get("/health/ready").status()).isEqualTo(200);
      for (var call : waiting) {
        assertThat(status(call)).isEqualTo(503);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(Duration.ofSeconds(3).plus(SLACK));
      other.rollback();
      assertThat(create("unlocked")).isEqualTo(200);
      assertThat(count(other, "TRUE")).isLessThanOrEqualTo(2 * CONNECTIONS);
    }
  }

  @Test
  void rl_25_rl_50_without_a_free_connection_callers_wait_half_a_second_and_tokens_go_on()
      throws Exception {
    var warm = document("jwks.json");
    try (var other = direct();
        var recording = new Recording()) {
      recording.enable(PINNED).withThreshold(Duration.ofMillis(20));
      recording.start();
      lock(other, "LOCK TABLE user_pool IN ACCESS EXCLUSIVE MODE");
      var waiting =
          IntStream.range(0, CONNECTIONS)
              .mapToObj(_ -> callers.submit(DatabaseAwayWireTest::describe))
              .toList();
      await(() -> waitingForLocks(other) == CONNECTIONS);

      var start = System.nanoTime();
      assertThat(describe()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(400), Duration.ofMillis(500).plus(SLACK));
      assertThat(token(node, client)).startsWith("200 ");
      assertThat(document("jwks.json")).isEqualTo(warm);
      assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
      for (var call : waiting) {
        assertThat(status(call)).isEqualTo(503);
      }
      other.rollback();
      assertThat(pinned(recording)).isZero();
    }
  }

  /// How often a virtual thread kept its carrier while it waited.
  private long pinned(Recording recording) throws IOException {
    var file = temp.resolve("pinned.jfr");
    recording.stop();
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .count();
  }

  @Test
  void rl_29_a_read_only_database_serves_reads_and_readiness_says_why() throws Exception {
    try (var other = direct()) {
      setForDatabase(other, "default_transaction_read_only = on");
      proxy.reset();
      await(() -> describe() == 200);

      assertThat(create("readonly")).isEqualTo(503);
      assertThat(describe()).isEqualTo(200);
      assertThat(token(node, client)).startsWith("200 ");
      await(() ->
          node.get("/health/ready").body().equals("{\"status\":\"the database is read-only\"}"));

      setForDatabase(other, "default_transaction_read_only = off");
      await(() -> node.get("/health/ready").status() == 200);
      assertThat(create("readwrite")).isEqualTo(200);
    }
  }

  private static int status(Future<Integer> call) throws InterruptedException, ExecutionException {
    return call.get();
  }

  private static Connection direct() throws SQLException {
    return DriverManager.getConnection(url);
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int waitingForLocks(Connection connection) {
    return count(connection, "wait_event_type = 'Lock'");
  }

  private static int count(Connection connection, String condition) {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT pg_stat_clear_snapshot(), count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = 'gatehouse' AND "
                    + condition)) {
      row.next();
      return row.getInt(2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void setForDatabase(Connection connection, String parameter) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET "
              + parameter
              + "', current_database()); END $$");
    }
  }
}
