package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.Storm;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// What machines notice of others on the same server: of two hundred users who sign in by password
/// all the time (RL-48), of a hundred callers who go through the list of a large pool (RL-49). A
/// machine token, and a signed read, is asked for at a steady pace, alone and beside them in turn.
final class NeighbourFigures {
  private static final int ROUNDS = 3;
  private static final int RATE = 100;
  private static final int SIGN_INS = 200;
  private static final int LISTINGS = 100;
  private static final double BUDGET = 2;
  private static final int WARM_TOKENS = 20_000;
  private static final int WARM_CALLERS = 4;

  /// What the neighbours have before the machine is looked at.
  private static final Duration BEGINNING = Duration.ofSeconds(2);

  private final Setup setup;

  NeighbourFigures(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException, SQLException {
    try (var site = UserSite.open(setup, setup.options().usersMax())) {
      var machine = Story.of(site.server().port(), site.data());
      try (var connection = new Connection(site.server().port())) {
        machine.prepare(connection, "machines");
      }
      var token = machine.tokenRequest();
      Load.closed(
          site.server(),
          () -> token,
          WARM_CALLERS,
          Duration.ofMinutes(1),
          WARM_TOKENS / WARM_CALLERS);
      for (var call : List.of(UserCall.PASSWORD, UserCall.LIST)) {
        call.warm(site, WARM_CALLERS);
      }
      Supplier<Cycle> signIns = () -> site.story().passwordSignIns();
      beside(site, "token", () -> token, SIGN_INS, "sign-ins by password", signIns);
      beside(
          site,
          "signed read",
          machine::signedReadRequest,
          SIGN_INS,
          "sign-ins by password",
          signIns);
      beside(site, "token", () -> token, LISTINGS, "ListUsers", () -> site.story().pages());
    }
  }

  /// @param request made anew for each measurement, as `requests` is: a signature is good for five
  ///   minutes
  private void beside(
      UserSite site,
      String who,
      Supplier<byte[]> request,
      int callers,
      String what,
      Supplier<Cycle> requests)
      throws IOException {
    var alone = new double[ROUNDS];
    var beside = new double[ROUNDS];
    var others = new double[ROUNDS];
    long refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      alone[round] = millis(site.server(), request.get());
      try (var neighbours = Neighbours.begin(site.server(), requests.get(), callers)) {
        LockSupport.parkNanos(BEGINNING.toNanos());
        var before = neighbours.answered.get();
        var start = System.nanoTime();
        beside[round] = millis(site.server(), request.get());
        others[round] = (neighbours.answered.get() - before) / ((System.nanoTime() - start) / 1e9);
        refused += neighbours.refused.get();
      }
    }
    setup.say(
        "%-11s beside %d callers of %-20s p99 %.2f ms, %.2f x the %.2f ms alone (budget %.1f); they get %.0f answers/s, %d refused; %.0f MiB PSS",
        who,
        callers,
        what,
        Median.of(beside),
        Median.of(beside) / Median.of(alone),
        Median.of(alone),
        BUDGET,
        Median.of(others),
        refused,
        site.server().pssKibibytes() / 1024.0);
  }

  /// How long 99 of 100 such requests take at most.
  private double millis(ServerProcess server, byte[] request) throws IOException {
    return Load.paced(server, () -> request, RATE, setup.time()).latencyMicros(0.99) / 1e3;
  }

  /// Callers, each with one request at a time, until they are closed: all on one thread, or they
  /// would keep the machine's caller from the processor. One that is refused asks again.
  private static final class Neighbours implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(100);

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Storm storm;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> end;
    private volatile boolean isOver;

    private Neighbours(Storm storm) {
      this.storm = storm;
      end =
          thread.submit(() -> {
            while (!isOver) {
              var seen = storm.closed(SLICE);
              if (seen.failed > 0) {
                throw new IllegalStateException("a neighbour got " + seen.failure);
              }
              answered.addAndGet(seen.served.count());
              refused.addAndGet(seen.refused.count());
            }
            return isOver;
          });
    }

    static Neighbours begin(ServerProcess server, Cycle requests, int callers) throws IOException {
      return new Neighbours(Storm.open(server.port(), requests, callers));
    }

    @Override
    public void close() throws IOException {
      isOver = true;
      try (storm;
          thread) {
        end.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
