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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Two nodes in strict mode on one PostgreSQL, each with a network of its own between.
final class TwoNodes implements AutoCloseable {
  private final Path[] programs;
  private final Path folder;
  private final Postgres database;
  private final List<Proxy> networks = new ArrayList<>();
  private final List<ServerProcess> nodes = new CopyOnWriteArrayList<>();
  private volatile int restarting = -1;
  private final List<SignedApi> administrators = new ArrayList<>();

  private TwoNodes(Path program, Path folder, Postgres database) {
    programs = new Path[] {program, program};
    this.folder = folder;
    this.database = database;
  }

  /// Both of this checkout.
  static TwoNodes start(Path root) throws IOException, SQLException {
    return start(root, root);
  }

  /// @param program the checkout, built, whose program both run at first
  static TwoNodes start(Path root, Path program) throws IOException, SQLException {
    var folder = Files.createTempDirectory(root.resolve("bench/target"), "drill");
    var database = Postgres.create(root, folder.resolve("postgres"), Map.of());
    var both = new TwoNodes(program, folder, database);
    try {
      for (int node = 0; node < 2; node++) {
        both.networks.add(Proxy.before(database.port()));
        both.nodes.add(both.launch(node));
      }
      both.administrators.add(SignedApi.of(both.node(0).port(), both.data(0)));
    } catch (IOException | RuntimeException e) {
      both.close();
      throw e;
    }
    return both;
  }

  /// The first node makes the master key and the administrator's; the second uses them.
  private ServerProcess launch(int node) throws IOException {
    var server = launch(programs[node], data(node), networks.get(node).port());
    server.awaitReady();
    return server;
  }

  private ServerProcess launch(Path program, Path data, int databasePort) throws IOException {
    return ServerProcess.launch(
        program,
        data,
        Start.of(Mode.SERVE)
            .with(
                TrackedCode.arguments(
                    "--database",
                    Postgres.jdbcUrl(databasePort),
                    "--set",
                    "master-key.file=" + masterKey(),
                    // Part of each token: what one gave, the other takes.
                    "--set",
                    "public-url=http://localhost:9229",
                    // A secret that a node does not know yet is asked for until it does.
                    "--set",
                    "throttle.wrong-secrets.count=0")));
  }

  /// What a third node says that may not start.
  ///
  /// @param program the checkout whose program it runs
  /// @throws DrillFailure when it serves
  String refusal(Path program) throws IOException {
    try (var third = launch(program, folder.resolve("third"), database.port())) {
      if (third.awaitReadyOrEnd()) {
        throw new DrillFailure("a program serves that must not start");
      }
      return third.log();
    }
  }

  private Path masterKey() throws IOException {
    var file = folder.resolve("master.key");
    if (Files.notExists(file)) {
      var make = "umask 077; head -c 32 /dev/urandom | base64 > \"$0\"";
      Command.run("sh", "-c", make, file.toString());
    }
    return file;
  }

  private Path data(int node) {
    return folder.resolve("node" + node);
  }

  ServerProcess node(int node) {
    return nodes.get(node);
  }

  /// What lies between that node and the database.
  Proxy network(int node) {
    return networks.get(node);
  }

  /// As the administrator, to that node.
  SignedApi api(int node) {
    return administrators.getFirst().at(node(node).port());
  }

  /// Stops that node as an operator does, and starts it again, on another port.
  ///
  /// @return the exit code of the one that stopped
  int restart(int node) throws IOException {
    restarting = node;
    var code = node(node).stop();
    nodes.set(node, launch(node));
    restarting = -1;
    return code;
  }

  /// The same with another program from now on.
  int replace(int node, Path program) throws IOException {
    programs[node] = program;
    return restart(node);
  }

  /// Kills that node, and starts it again, on another port.
  void crash(int node) throws IOException {
    restarting = node;
    node(node).kill();
    nodes.set(node, launch(node));
    restarting = -1;
  }

  Postgres database() {
    return database;
  }

  /// The other node; or the same, where a balancer that asks for health would know that the other
  /// is not ready.
  int after(int node) {
    return restarting == 1 - node ? node : 1 - node;
  }

  /// What `/health/ready` of that node answers.
  Connection.Answer readiness(int node) throws IOException {
    try (var connection = new Connection(node(node).port())) {
      return connection.exchange(
          "GET /health/ready HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
              .formatted(node(node).port())
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(ServerProcess::close);
    for (var network : networks) {
      network.close();
    }
    database.close();
    Command.run("rm", "-rf", folder.toString());
  }
}
