package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Postgres;
import dev.gatehouse.driver.Proxy;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/// What the drills that break PostgreSQL share: one Gatehouse in strict mode that is never
/// restarted, a load of tokens that never pauses, and the memory of what was acknowledged.
final class DatabaseScene implements AutoCloseable {
  /// From when the database accepts again to the first acknowledged write (RL-20, RL-21).
  static final Duration RECOVERY_MAX = Bound.seconds(1);

  /// Size of Gatehouse's connection pool.
  static final int CONNECTIONS_MAX = 8;

  private static final int ROUNDS_KEPT = 2;
  private static final int POOLS = 16;

  /// On a busy machine a client may have to wait for the processor.
  private static final Duration TOKEN_GAP_MAX = Bound.seconds(1);

  private final ServerProcess server;
  private final SignedApi api;
  private final Journal journal;
  private final TokenLoad tokens;
  private final Rounds rounds = new Rounds(ROUNDS_KEPT);
  private long answered;
  private Duration longestGap = Duration.ZERO;

  private DatabaseScene(ServerProcess server, SignedApi api, Journal journal, TokenLoad tokens) {
    this.server = server;
    this.api = api;
    this.journal = journal;
    this.tokens = tokens;
  }

  /// A folder for databases and data, which [#remove] removes.
  static Path folder(Drill.Settings settings) throws IOException {
    return Files.createTempDirectory(settings.root().resolve("bench/target"), "drill");
  }

  static void remove(Path folder) throws IOException {
    Command.run("rm", "-rf", folder.toString());
  }

  /// Starts Gatehouse on a database, and the load of tokens.
  static DatabaseScene start(Drill.Settings settings, Path folder, String url) throws IOException {
    var data = folder.resolve("data");
    var server =
        ServerProcess.launch(
            settings.root(),
            data,
            Start.of(Mode.SERVE).with(TrackedCode.arguments("--database", url)));
    try {
      server.awaitReady();
      var api = SignedApi.of(server.port(), data);
      return new DatabaseScene(server, api, Journal.open(), TokenLoad.start(api, server.port()));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException("Gatehouse does not start: " + server.log(), e);
    }
  }

  /// A round with a bad network before the database.
  interface NetworkRound {
    void run(DatabaseScene scene, Postgres database, Proxy network, String name) throws Exception;
  }

  /// Plays the rounds of a drill on a database that Gatehouse reaches through a proxy.
  static void behindNetwork(Drill.Settings settings, NetworkRound round) throws Exception {
    var folder = folder(settings);
    try (var database = Postgres.create(settings.root(), folder.resolve("postgres"), Map.of());
        var network = Proxy.before(database.port());
        var scene = start(settings, folder, Postgres.jdbcUrl(network.port()))) {
      for (int i = 1; i <= settings.rounds(); i++) {
        round.run(scene, database, network, "r" + i);
        settings.progress();
      }
      scene.end(settings);
    }
    remove(folder);
  }

  /// Some connections of Gatehouse's are open, and no more than that: one that was given up may
  /// stay for a moment beside its successor.
  static void expectConnections(Postgres database, int max) throws IOException {
    Wait.until(
        "1 to " + max + " connections of Gatehouse's",
        Bound.seconds(5),
        () -> {
          try {
            var open =
                database.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gatehouse'");
            return open > 0 && open <= max;
          } catch (SQLException e) {
            throw new IOException(e);
          }
        });
  }

  /// One round under load.
  interface Round {
    void run(Traffic traffic) throws Exception;
  }

  /// Starts the writers, runs `round`, lets them end, and looks for everything that they and those
  /// of the rounds before were told. Not one token may have failed.
  ///
  /// @param name part of all names that they choose
  void round(String name, Round round) throws Exception {
    var grounds = new ArrayList<Ground>();
    try (var connection = new Connection(server.port())) {
      for (int i = 0; i < POOLS; i++) {
        grounds.add(Ground.make(connection, api.patient(), name + "p" + i));
      }
    }
    try (var traffic = Traffic.start(name, server.port(), grounds, api, journal)) {
      round.run(traffic);
      rounds.add(name, Ground.pools(grounds), traffic.stop());
    }
    // The first one would have been idle for too long.
    try (var connection = new Connection(server.port())) {
      rounds.verify(api, connection);
    }
    expectTokens();
  }

  private void expectTokens() {
    var seen = tokens.take();
    answered += seen.answered();
    if (seen.longestGap().compareTo(longestGap) > 0) {
      longestGap = seen.longestGap();
    }
    if (seen.failed() > 0 || seen.longestGap().compareTo(TOKEN_GAP_MAX) > 0) {
      throw new DrillFailure("tokens and key sets: " + seen);
    }
  }

  /// The end of the drill: its own control, and what it saw of the tokens.
  void end(Drill.Settings settings) throws IOException {
    try (var connection = new Connection(server.port())) {
      rounds.expectNoticed(api, connection);
    }
    settings.say(
        "%d acknowledged writes, none lost, none revived; %d tokens and key sets, none failed, the"
            + " longest gap %d ms",
        journal.count(), answered, longestGap.toMillis());
  }

  /// What `/health/ready` answers.
  Connection.Answer readiness() throws IOException {
    try (var connection = new Connection(server.port())) {
      return connection.exchange(
          "GET /health/ready HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
              .formatted(server.port())
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// The status of one write, by a caller of its own.
  int write(String name) throws IOException {
    try (var connection = new Connection(server.port())) {
      return connection
          .exchange(api.request("CreateUserPool", "{\"PoolName\":\"" + name + "\"}"))
          .status();
    }
  }

  /// Waits for the first acknowledged write after the database accepts again, which is now.
  static Duration expectRecovery(Traffic traffic) {
    var took = traffic.awaitWrites(1);
    if (took.compareTo(RECOVERY_MAX) > 0) {
      throw new DrillFailure("the first acknowledged write came only after " + took);
    }
    return took;
  }

  @Override
  public void close() throws IOException {
    try (server;
        journal) {
      tokens.close();
    }
  }
}
