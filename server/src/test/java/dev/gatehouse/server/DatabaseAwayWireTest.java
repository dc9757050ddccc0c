package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TcpProxy;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
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

  /// A little less, for a clock that is not exact.
  private static final Duration HALF_A_SECOND = Duration.ofMillis(400);

  /// Between half a second, for a connection, and three for a statement.
  private static final Duration SECONDS = Duration.ofMillis(2_500);

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
    Patience.until("the condition", condition);
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

  /// Calls until it is told to stop, so that there are callers who wait whenever the test looks.
  ///
  /// @return what each is told
  private List<Future<Set<Integer>>> callers(int count, AtomicBoolean stop, IntSupplier call) {
    Callable<Set<Integer>> caller =
        () -> {
          var statuses = new TreeSet<Integer>();
          do {
            statuses.add(call.getAsInt());
          } while (!stop.get());
          return statuses;
        };
    return IntStream.range(0, count).mapToObj(_ -> callers.submit(caller)).toList();
  }

  private static void expectUnavailable(List<Future<Set<Integer>>> callers, AtomicBoolean stop)
      throws Exception {
    stop.set(true);
    for (var caller : callers) {
      assertThat(caller.get()).containsExactly(503);
    }
  }

  @Test
  void rl_24_a_table_that_somebody_locked_stops_only_what_needs_it() throws Exception {
    var stop = new AtomicBoolean();
    try (var other = direct()) {
      lock(other, "LOCK TABLE resource_server IN SHARE MODE");
      var waiting = callers(3 * CONNECTIONS, stop, () -> create("locked"));
      await(() -> waitingForLocks(other) > 0);

      for (int i = 0; i < 20; i++) {
        await(() -> describe() == 200);
        assertThat(token(node, client)).startsWith("200 ");
      }
      assertThat(node.get("/health/ready").status()).isEqualTo(200);
      expectUnavailable(waiting, stop);
      other.rollback();
      await(() -> create("unlocked") == 200);
      assertThat(count(other, "TRUE")).isLessThanOrEqualTo(2 * CONNECTIONS);
    } finally {
      stop.set(true);
    }
  }

  @Test
  void rl_25_rl_50_without_a_free_connection_callers_wait_half_a_second_and_tokens_go_on()
      throws Exception {
    var warm = document("jwks.json");
    var stop = new AtomicBoolean();
    try (var other = direct();
        var recording = new Recording()) {
      // A wait for a connection is longer; what a busy machine makes of others is not meant.
      recording.enable(PINNED).withThreshold(HALF_A_SECOND);
      recording.start();
      lock(other, "LOCK TABLE user_pool IN ACCESS EXCLUSIVE MODE");
      var waiting = callers(3 * CONNECTIONS, stop, DatabaseAwayWireTest::describe);
      await(() -> waitingForLocks(other) == CONNECTIONS);

      // On a busy machine not the first: who waits for the lock instead waits for three seconds.
      await(() -> isRefusedWithinSeconds(DatabaseAwayWireTest::describe));
      assertThat(token(node, client)).startsWith("200 ");
      assertThat(document("jwks.json")).isEqualTo(warm);
      assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
      expectUnavailable(waiting, stop);
      other.rollback();
      assertThat(pinned(recording)).isZero();
    } finally {
      stop.set(true);
    }
  }

  /// Whether it waited for a connection, and no longer than it takes one to be given up.
  private static boolean isRefusedWithinSeconds(IntSupplier call) {
    var start = System.nanoTime();
    assertThat(call.getAsInt()).isEqualTo(503);
    var time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(time).isGreaterThan(HALF_A_SECOND);
    return time.compareTo(SECONDS) < 0;
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
      await(() -> describe() == 200);
      assertThat(token(node, client)).startsWith("200 ");
      await(() ->
          node.get("/health/ready").body().equals("{\"status\":\"the database is read-only\"}"));

      setForDatabase(other, "default_transaction_read_only = off");
      await(() -> node.get("/health/ready").status() == 200);
      await(() -> create("readwrite") == 200);
    }
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
