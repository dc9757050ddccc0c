package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Clients of two nodes: tokens, key sets, reads, writes, now of the one node and now of the other.
/// A client that gets no answer, or "not now", asks the other node once; then every request is
/// answered, whatever it is.
final class TwoNodesLoad implements AutoCloseable {
  private static final int CLIENTS = 16;
  private static final int CREATED_MAX = 20;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration STOP_MAX = Bound.seconds(15);

  private final TwoNodes both;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> ends = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private volatile boolean isOver;

  private TwoNodesLoad(TwoNodes both) {
    this.both = both;
  }

  static TwoNodesLoad start(TwoNodes both, long seed) throws IOException {
    Machine machine;
    try (var connection = new Connection(both.node(0).port())) {
      var pool = Machine.createPool(connection, both.api(0).patient(), "rolling");
      machine = Machine.create(connection, both.api(0).patient(), pool);
    }
    var load = new TwoNodesLoad(both);
    for (int i = 0; i < CLIENTS; i++) {
      var client = load.new Client(machine, "c" + i, new Random(seed + i));
      load.ends.add(
          load.threads.submit(() -> {
            client.run();
            return null;
          }));
    }
    return load;
  }

  /// A change of one of the nodes.
  interface Change {
    /// @return the exit code of the one that stopped
    int make() throws IOException;
  }

  /// Lets the clients work for a moment, then makes the change.
  ///
  /// @throws DrillFailure when nothing is answered before, the node ends otherwise than with 0, or
  ///   it takes longer than the time of draining
  void during(Change change) throws IOException {
    work();
    var start = System.nanoTime();
    var code = change.make();
    if (code != 0) {
      throw new DrillFailure("a node that was asked to stop ended with code " + code);
    }
    if (System.nanoTime() - start > STOP_MAX.toNanos()) {
      throw new DrillFailure("stop and start took longer than " + STOP_MAX);
    }
  }

  /// Lets the clients work for a moment.
  void work() throws IOException {
    var before = answered.get();
    LockSupport.parkNanos(STEP.toNanos());
    Wait.until("something is answered", Bound.seconds(1), () -> answered.get() > before);
  }

  /// Ends it.
  ///
  /// @return how many requests were answered, in words
  /// @throws DrillFailure when a request failed
  String finish() throws InterruptedException, ExecutionException {
    isOver = true;
    for (var end : ends) {
      end.get();
    }
    return "%d requests answered, %d of them by the other node, none failed"
        .formatted(answered.get(), repeated.get());
  }

  @Override
  public void close() {
    isOver = true;
    threads.close();
  }

  /// One client: it keeps a connection to the node that it asked last.
  private final class Client {
    private final Machine machine;
    private final String name;
    private final Random random;
    private final List<String> made = new ArrayList<>();
    private int node;
    private int port;
    private Connection connection;

    private Client(Machine machine, String name, Random random) throws IOException {
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
      if (made.size() > CREATED_MAX) {
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
        if (random.nextInt(4) == 0) {
          changeNode();
        }
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
        try {
          changeNode();
          var answer = connection.exchange(request.bytes());
          if (answer.status() < 500 || tries == Bound.tries()) {
            return answer;
          }
        } catch (IOException gone) {
          if (tries == Bound.tries()) {
            throw gone;
          }
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    private void changeNode() throws IOException {
      connection.close();
      node = both.after(node);
      port = both.node(node).port();
      connection = new Connection(port);
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
