package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Latencies;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Clients of two nodes that ask at a pace of their own, whatever the answers take: mostly for
/// machine tokens, now and then for key sets, and as an administrator. A client that gets no
/// answer, or a 5xx, asks the other node once.
final class SoakLoad implements AutoCloseable {
  private static final int CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Of a hundred requests: key sets; clients described; clients made and deleted.
  private static final int KEY_SETS = 8;

  private static final int READS = 4;
  private static final int WRITES = 1;

  private final TwoNodes both;
  private final Machine machine;
  private final long gapNanos;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean isOver;
  private Seen seen = new Seen();

  /// What was seen in a while.
  static final class Seen {
    /// Tokens and key sets, from when they were due.
    final Latencies machines = new Latencies();

    long machinesFailed;
    long administrators;
    long administratorsFailed;
    String lastFailure = "";
  }

  private SoakLoad(TwoNodes both, Machine machine, double perSecond) {
    this.both = both;
    this.machine = machine;
    gapNanos = (long) (CLIENTS / perSecond * 1e9);
  }

  static SoakLoad start(TwoNodes both, Machine machine, double perSecond, long seed) {
    var load = new SoakLoad(both, machine, perSecond);
    for (int i = 0; i < CLIENTS; i++) {
      var client = load.new Client(new Random(seed + i), i % 2);
      load.threads.execute(client::run);
    }
    return load;
  }

  /// What was seen since the last time.
  Seen take() {
    lock.lock();
    try {
      var taken = seen;
      seen = new Seen();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    isOver = true;
    threads.close();
  }

  private final class Client {
    private final Random random;
    private int node;
    private int port;
    private @Nullable Connection connection;

    private Client(Random random, int node) {
      this.random = random;
      this.node = node;
    }

    private void run() {
      var due = System.nanoTime() + (long) (random.nextDouble() * gapNanos);
      while (!isOver) {
        for (var now = System.nanoTime(); now < due && !isOver; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        one(due);
        // Who is late for longer than a client would wait begins anew.
        due = Math.max(due + gapNanos, System.nanoTime() - PATIENCE.toNanos());
      }
      close();
    }

    private void one(long due) {
      var choice = random.nextInt(100);
      if (choice < WRITES) {
        administer(this::makeAndDelete);
      } else if (choice < WRITES + READS) {
        administer(() -> describe(machine.id()));
      } else if (choice < WRITES + READS + KEY_SETS) {
        asMachine(due, machine::keySetRequest);
      } else {
        asMachine(due, machine::tokenRequest);
      }
    }

    private void asMachine(long due, IntFunction<byte[]> request) {
      try {
        var _ = ask(request);
        lock.lock();
        try {
          seen.machines.add(System.nanoTime() - due);
        } finally {
          lock.unlock();
        }
      } catch (IOException failed) {
        count(true, failed);
      }
    }

    private interface Administration {
      void run() throws IOException;
    }

    private void administer(Administration work) {
      try {
        work.run();
        count(false, null);
      } catch (IOException failed) {
        count(false, failed);
      }
    }

    private void count(boolean isMachine, @Nullable IOException failure) {
      lock.lock();
      try {
        seen.machinesFailed += isMachine ? 1 : 0;
        seen.administrators += isMachine ? 0 : 1;
        if (failure != null) {
          seen.administratorsFailed += isMachine ? 0 : 1;
          seen.lastFailure = failure.toString();
        }
      } finally {
        lock.unlock();
      }
    }

    private void describe(String client) throws IOException {
      var body = "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(machine.pool(), client);
      var _ = ask(at -> both.api(node).at(at).request("DescribeUserPoolClient", body));
    }

    private void makeAndDelete() throws IOException {
      var create = "{\"UserPoolId\":\"%s\",\"ClientName\":\"soak\"}".formatted(machine.pool());
      var made = ask(at -> both.api(node).at(at).request("CreateUserPoolClient", create));
      var id =
          Json.parseObject(made.body())
              .object("UserPoolClient")
              .flatMap(client -> client.string("ClientId"))
              .orElseThrow();
      var delete = "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(machine.pool(), id);
      var _ = ask(at -> both.api(node).at(at).request("DeleteUserPoolClient", delete));
    }

    private Connection.Answer ask(IntFunction<byte[]> request) throws IOException {
      try {
        var answer = exchange(request);
        if (answer.status() < 500) {
          return expect(answer);
        }
      } catch (IOException gone) {
        // The other node is asked, as for a 5xx.
      }
      close();
      node = both.after(node);
      return expect(exchange(request));
    }

    private Connection.Answer exchange(IntFunction<byte[]> request) throws IOException {
      var open = connection;
      if (open == null) {
        port = both.node(node).port();
        open = new Connection(port, PATIENCE);
        connection = open;
      }
      return open.exchange(request.apply(port));
    }

    private void close() {
      try (var _ = connection) {
        connection = null;
      } catch (IOException gone) {
        // It was on its way out.
      }
    }

    private Connection.Answer expect(Connection.Answer answer) throws IOException {
      if (answer.status() != 200) {
        close();
        throw new IOException("answered " + answer.status() + " " + answer.text());
      }
      return answer;
    }
  }
}
