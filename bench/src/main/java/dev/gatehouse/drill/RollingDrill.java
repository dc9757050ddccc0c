package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Two nodes are restarted in turn under load (RL-43 within one release, RL-54). A client that gets
/// no answer, or "not now", asks the other node once; then every request is answered, whatever it
/// is: tokens, key sets, reads, writes. Every node ends with code 0, within the time of draining.
final class RollingDrill implements Drill {
  private static final int CLIENTS = 16;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration STOP_MAX = Bound.seconds(15);

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private volatile boolean isOver;

  @Override
  public String says() {
    return "RL-43, RL-54: two nodes are restarted in turn under load";
  }

  @Override
  public void run(Settings settings) throws Exception {
    try (var both = TwoNodes.start(settings.root());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Machine machine;
      try (var connection = new Connection(both.node(0).port())) {
        var pool = Machine.createPool(connection, both.api(0), "rolling");
        machine = Machine.create(connection, both.api(0), pool);
      }
      var ends = new ArrayList<Future<?>>();
      for (int i = 0; i < CLIENTS; i++) {
        var client = new Client(both, machine, "c" + i, new Random(settings.seed() + i));
        ends.add(
            threads.submit(() -> {
              client.run();
              return null;
            }));
      }
      try {
        roll(settings, both);
      } finally {
        isOver = true;
      }
      for (var end : ends) {
        end.get();
      }
      settings.say(
          "%d restarts, %d requests answered, %d of them by the other node, none failed",
          2 * settings.rounds(), answered.get(), repeated.get());
    }
  }

  private void roll(Settings settings, TwoNodes both) throws IOException {
    for (int round = 0; round < 2 * settings.rounds(); round++) {
      var before = answered.get();
      LockSupport.parkNanos(BETWEEN.toNanos());
      Wait.until("something is answered", Bound.seconds(1), () -> answered.get() > before);
      var start = System.nanoTime();
      var code = both.restart(round % 2);
      if (code != 0) {
        throw new DrillFailure("a node that was asked to stop ended with code " + code);
      }
      if (System.nanoTime() - start > STOP_MAX.toNanos()) {
        throw new DrillFailure("stop and start took longer than " + STOP_MAX);
      }
      settings.progress();
    }
  }

  /// One client: it keeps a connection to the node that answered last.
  private final class Client {
    private final TwoNodes both;
    private final Machine machine;
    private final String name;
    private final Random random;
    private final List<String> made = new ArrayList<>();
    private int node;
    private int port;
    private Connection connection;

    private Client(TwoNodes both, Machine machine, String name, Random random) throws IOException {
      this.both = both;
      this.machine = machine;
      this.name = name;
      this.random = random;
      node = random.nextInt(2);
      port = both.node(node).port();
      connection = new Connection(port);
    }

    private void run() throws IOException {
      while (!isOver) {
        switch (random.nextInt(4)) {
          case 0 -> ask(() -> machine.keySetRequest(port));
          case 1 -> read();
          case 2 -> create();
          default -> ask(() -> machine.tokenRequest(port));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      for (var client : made) {
        describe(client);
      }
      connection.close();
    }

    private void read() throws IOException {
      describe(made.isEmpty() ? machine.id() : made.get(random.nextInt(made.size())));
    }

    private void describe(String client) throws IOException {
      ask(() ->
          both.api(node)
              .at(port)
              .request(
                  "DescribeUserPoolClient",
                  "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(machine.pool(), client)));
    }

    /// A client that gets no answer does not know whether it was made: doing it twice is harmless.
    private void create() throws IOException {
      if (made.size() > 20) {
        return;
      }
      var answer =
          ask(() ->
              both.api(node)
                  .at(port)
                  .request(
                      "CreateUserPoolClient",
                      "{\"UserPoolId\":\"%s\",\"ClientName\":\"%s\"}"
                          .formatted(machine.pool(), name)));
      made.add(
          Json.parseObject(answer.body())
              .object("UserPoolClient")
              .flatMap(client -> client.string("ClientId"))
              .orElseThrow());
    }

    private interface Request {
      byte[] bytes() throws IOException;
    }

    private Connection.Answer ask(Request request) throws IOException {
      try {
        var answer = connection.exchange(request.bytes());
        if (answer.status() < 500) {
          return expect(answer);
        }
      } catch (IOException gone) {
        // The other node is asked, as for a 5xx.
      }
      return expect(askOther(request));
    }

    /// Once, where nothing else delays the machine.
    private Connection.Answer askOther(Request request) throws IOException {
      for (int tries = 1; ; tries++) {
        repeated.incrementAndGet();
        connection.close();
        node = both.after(node);
        port = both.node(node).port();
        connection = new Connection(port);
        var answer = connection.exchange(request.bytes());
        if (answer.status() < 500 || tries == Bound.tries()) {
          return answer;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    private Connection.Answer expect(Connection.Answer answer) {
      if (answer.status() != 200) {
        throw new DrillFailure("answered " + answer.status() + " " + answer.text());
      }
      answered.incrementAndGet();
      return answer;
    }
  }
}
