package dev.gatehouse.bench;

import dev.gatehouse.bench.BenchOptions.Part;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/// `./gatehouse bench`: the budgets of the design, measured against servers of their own processes.
/// Each line is a figure and its ratio to a yardstick of the same run.
public final class Bench {
  private static final int MANY = Integer.MAX_VALUE;

  private static final double SIGNATURE_BUDGET_32 = 1.20;
  private static final double SIGNATURE_BUDGET_1 = 1.35;
  private static final double SIGNATURE_BUDGET_PACED = 1.5;

  /// How many app clients [#writes] creates at most.
  private static final int WRITES_MAX = 60_000;

  private static final int WRITES_WARM_UP = 40_000;

  /// What a short run, which shows that it works, warms up with for each second of its time.
  private static final int WRITES_WARM_UP_A_SECOND = 4_000;

  private final Setup setup;
  private final Yardstick.Signature yardstick;

  private Bench(Setup setup) throws GeneralSecurityException {
    this.setup = setup;
    yardstick = new Yardstick.Signature();
  }

  /// @param arguments the checkout's folder, then those of the command
  static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]).toAbsolutePath();
    BenchOptions options;
    try {
      options = BenchOptions.parse(Arrays.asList(arguments).subList(1, arguments.length));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + BenchOptions.USAGE);
      System.exit(2);
      return;
    }
    var folder = Files.createTempDirectory(root.resolve("server/target"), "bench-data");
    var setup = new Setup(root, folder, options, System.out);
    try {
      new Bench(setup).run();
    } finally {
      setup.deleteData();
    }
  }

  private void run() throws IOException, GeneralSecurityException, SQLException {
    setup.say(
        "java %s, %d processors", Runtime.version(), Runtime.getRuntime().availableProcessors());
    setup.say("one RSA-2048 signature, fastest provider      %8.1f us CPU", yardstick.micros());
    for (var part : Part.values()) {
      if (setup.options().parts().contains(part)) {
        run(part);
      }
    }
  }

  private void run(Part part) throws IOException, GeneralSecurityException, SQLException {
    switch (part) {
      case START -> starts();
      case TOKENS -> tokens();
      case WRITES -> writes();
      case POOLS -> new PoolFigures(setup).run();
      case USERS -> new UserFigures(setup).run();
      case NEIGHBOURS -> new NeighbourFigures(setup).run();
      case TELL -> new TellFigures(setup).run();
    }
  }

  private void tokens() throws IOException, GeneralSecurityException {
    Yardstick.opensslMicros()
        .ifPresent(us -> setup.say("one RSA-2048 signature, openssl speed         %8.1f us", us));
    bareAnswers();
    serving();
    switches();
  }

  private void starts() throws IOException {
    for (var mode : Mode.values()) {
      var folder = setup.newFolder(mode.name());
      starts(folder, mode, firstStart(folder, mode));
    }
  }

  /// What this machine takes for any answer at all: part of every figure below.
  private void bareAnswers() throws IOException {
    var request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (var connections : new int[] {1, 2, 32}) {
      try (var server = BareServer.start()) {
        var requests = 40_000 / connections;
        Load.closed(server, () -> request, connections, setup.time(), requests);
        var result = Load.closed(server, () -> request, connections, setup.time(), requests);
        setup.say(
            "an answer over a bare socket, %2d connections  %8.1f us CPU",
            connections, result.cpuMicros());
      }
    }
  }

  /// From nothing to a token: folder, database, pool, domain, resource server, client, token.
  private Story firstStart(Path data, Mode mode) throws IOException {
    try (var server = ServerProcess.launch(setup.root(), data, Start.of(mode))) {
      server.awaitReady();
      try (var connection = new Connection(server.port())) {
        var story = Story.of(server.port(), data);
        story.prepare(connection);
        expectToken(connection, story);
        setup.say(
            "%-5s from nothing to a token                 %8.3f s (budget 0.8)",
            mode, server.sinceStartNanos() / 1e9);
        return story;
      }
    }
  }

  private void serving() throws IOException, GeneralSecurityException {
    var data = setup.newFolder("tokens");
    var prepared = prepared(data);
    var serve =
        Start.of(Mode.SERVE)
            .withJvm("-Xmx256m")
            .with("--set", "throttle.wrong-secrets.count=0"); // For [#refusals].
    try (var server = ServerProcess.launch(setup.root(), data, serve)) {
      server.awaitReady();
      setup.say(
          "memory idle                                   %8.1f MiB PSS (budget 130)",
          server.pssKibibytes() / 1024.0);
      var story = prepared.on(server.port());
      var token = story.tokenRequest();
      warm(server, token, 32);
      tokens("token", server, token, 32, SIGNATURE_BUDGET_32);
      tokens("token", server, token, 1, SIGNATURE_BUDGET_1);
      tokens("token", server, token, 256, SIGNATURE_BUDGET_32);
      paced(server, token);
      cheap(server, "key set", story.keySetRequest(), 20);
      cheap(server, "discovery", story.discoveryRequest(), 20);
      cheap(server, "signed read (DescribeUserPoolClient)", story.signedReadRequest(), 80);
      refusals(server, story);
      setup.say(
          "memory after load                             %8.1f MiB PSS (budget 200)",
          server.pssKibibytes() / 1024.0);
    }
  }

  /// The story of a server that is stopped again.
  private Story prepared(Path data) throws IOException {
    try (var server = ServerProcess.launch(setup.root(), data, Start.of(Mode.SERVE))) {
      server.awaitReady();
      var story = Story.of(server.port(), data);
      try (var connection = new Connection(server.port())) {
        story.prepare(connection);
      }
      return story;
    }
  }

  private void firstThousand(Mode mode, ServerProcess server, byte[] token) throws IOException {
    var first = Load.closed(server, () -> token, 1, Duration.ofMinutes(1), 1_000);
    setup.say(
        "%-5s token, the first 1,000 after a start    %8.1f us CPU (budget 700)",
        mode, first.cpuMicros());
  }

  private void tokens(
      String what, ServerProcess server, byte[] token, int connections, double budget)
      throws IOException, GeneralSecurityException {
    compare(
        "%s, %3d connections".formatted(what, connections),
        budget,
        () -> Load.closed(server, () -> token, connections, setup.time(), MANY));
  }

  private void paced(ServerProcess server, byte[] token)
      throws IOException, GeneralSecurityException {
    compare(
        "token, paced at 150/s",
        SIGNATURE_BUDGET_PACED,
        () -> Load.paced(server, () -> token, 150, setup.time()));
  }

  /// Something measured.
  private interface Measurement {
    Load.Result run() throws IOException;
  }

  /// A measurement between two of the yardstick: the machine may have become faster or slower since
  /// the last one.
  private void compare(String name, double budget, Measurement measurement)
      throws IOException, GeneralSecurityException {
    var before = yardstick.micros();
    var result = measurement.run();
    var signature = (before + yardstick.micros()) / 2;
    setup.say(
        "%-44s  %8.1f us CPU, %.2f x a signature of %.1f us (budget %.2f), %.0f/s, p50 %.0f p99 %.0f us",
        name,
        result.cpuMicros(),
        result.cpuMicros() / signature,
        signature,
        budget,
        result.perSecond(),
        result.latencyMicros(0.5),
        result.latencyMicros(0.99));
  }

  private void cheap(ServerProcess server, String name, byte[] request, int budget)
      throws IOException {
    warm(server, request, 2);
    var result = Load.closed(server, () -> request, 2, setup.time(), MANY);
    setup.say(
        "%-44s  %8.1f us CPU (budget %d), %.0f/s",
        name, result.cpuMicros(), budget, result.perSecond());
  }

  /// What everything costs that can be switched on, and the history that can be switched off, in
  /// turn with a server that is as it comes.
  private void switches() throws IOException, GeneralSecurityException {
    var all =
        Start.of(Mode.SERVE)
            .with(
                "--set", "log.access=true",
                "--set", "throttle.requests-per-second=1000000",
                "--set", "throttle.requests-per-second-per-address=1000000",
                "--set", "metrics.clients-max=10000");
    var plain = Start.of(Mode.SERVE);
    var less = Start.of(Mode.SERVE).with("--set", "metrics.history=false");
    var lessData = setup.newFolder("less");
    var plainData = setup.newFolder("plain");
    var allData = setup.newFolder("all");
    try (var without = ServerProcess.launch(setup.root(), plainData, plain);
        var with = ServerProcess.launch(setup.root(), allData, all);
        var unrecorded = ServerProcess.launch(setup.root(), lessData, less)) {
      var plainToken = warmToken(without, plainData);
      var allToken = warmToken(with, allData);
      var lessToken = warmToken(unrecorded, lessData);
      for (int i = 0; i < 2; i++) {
        tokens("history off", unrecorded, lessToken, 32, SIGNATURE_BUDGET_32);
        tokens("nothing switched on", without, plainToken, 32, SIGNATURE_BUDGET_32);
        tokens("access log and limits", with, allToken, 32, SIGNATURE_BUDGET_32);
      }
    }
  }

  /// A token request of a server that has answered many.
  private byte[] warmToken(ServerProcess server, Path data) throws IOException {
    server.awaitReady();
    var story = Story.of(server.port(), data);
    try (var connection = new Connection(server.port())) {
      story.prepare(connection);
    }
    var token = story.tokenRequest();
    warm(server, token, 32);
    return token;
  }

  private void warm(ServerProcess server, byte[] request, int connections) throws IOException {
    Warmth.EXACT.reach(
        () -> Load.closed(server, () -> request, connections, setup.time(), MANY).cpuMicros());
  }

  private void refusals(ServerProcess server, Story story) throws IOException {
    var tell = Tell.of(server, story.refusedTokenRequests());
    setup.say(
        "unknown client or wrong secret, told by time    median differs by %.1f %%, guess %.3f (budget 2 %%, 0.55)",
        100 * tell.medianDifference(), tell.guess());
  }

  private void starts(Path data, Mode mode, Story prepared) throws IOException {
    for (var cache : new boolean[] {false, true}) {
      var start = cache ? Start.of(mode) : Start.of(mode).withoutCache();
      try (var server = ServerProcess.launch(setup.root(), data, start)) {
        server.awaitReady();
        var story = prepared.on(server.port());
        try (var connection = new Connection(server.port())) {
          expectToken(connection, story);
        }
        setup.say(
            "%-5s start to first token, %-12s      %8.3f s, %.2f s CPU (budget %s)",
            mode,
            cache ? "AOT cache" : "no cache",
            server.sinceStartNanos() / 1e9,
            server.cpuMicros() / 1e6,
            cache ? "0.6 s, 0.9 s CPU" : "1.5 s");
        if (cache) {
          firstThousand(mode, server, story.tokenRequest());
        }
      }
    }
  }

  /// Durable writes: app clients created, one after the other and 64 at a time.
  private void writes() throws IOException, SQLException {
    // Not in the server's folder: it takes none with somebody else's files in it.
    var single = Yardstick.commitsPerSecond(setup.newFolder("yardstick"), setup.time());
    var data = setup.newFolder("writes");
    setup.say("SQLite's own single durable commits           %8.0f /s", single);
    try (var server = ServerProcess.launch(setup.root(), data, Start.of(Mode.SERVE))) {
      server.awaitReady();
      var story = Story.of(server.port(), data);
      try (var connection = new Connection(server.port())) {
        story.poolsForWrites(connection, WRITES_MAX);
      }
      var warmUp = Math.min(WRITES_WARM_UP, WRITES_WARM_UP_A_SECOND * setup.time().toSeconds());
      Load.closed(server, story::signedWriteRequest, 64, Duration.ofMinutes(2), (int) warmUp / 64);
      for (var callers : new int[] {1, 64}) {
        var each = callers == 1 ? 3_000 : 200;
        var result =
            Load.closed(server, story::signedWriteRequest, callers, Duration.ofMinutes(1), each);
        setup.say(
            "app clients created, %2d callers               %8.0f /s, %.2f x single commits%s, %.0f us CPU",
            callers,
            result.perSecond(),
            result.perSecond() / single,
            callers == 64 ? " (budget 2.5)" : "",
            result.cpuMicros());
      }
    }
  }

  private static void expectToken(Connection connection, Story story) throws IOException {
    var answer = connection.exchange(story.tokenRequest());
    if (answer.status() != 200) {
      throw new IllegalStateException("no token: " + answer.status() + " " + answer.text());
    }
  }
}
