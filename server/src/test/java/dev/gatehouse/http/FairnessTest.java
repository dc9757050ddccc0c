package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A connection whose next request is always there already does not keep others waiting.
class FairnessTest {
  private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int GREEDY_REQUESTS = 500;

  private static final int ROUNDS_MAX = 3;
  private static final String POLITE = "GET /polite HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final AtomicIntegerArray served = new AtomicIntegerArray(SELECTORS);
  private final AtomicInteger servedBefore = new AtomicInteger();
  private final CountDownLatch allSelectorsAreBusy = new CountDownLatch(SELECTORS);
  private final CountDownLatch politeHasSent = new CountDownLatch(1);
  private final CountDownLatch greedyIsDone = new CountDownLatch(SELECTORS);
  private final List<Wire> greedy = new ArrayList<>();

  private final HttpServer server =
      HttpServer.start(
          new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE),
          Limits.DEFAULT,
          new Router(
              List.of(
                  new Route("/greedy/{connection}", 1, inline(this::greedy)),
                  new Route("/polite", 0, inline(this::polite))),
              List.of(),
              List.of(),
              _ -> true),
          new Env(InstantSource.system(), new Random(1)),
          AccessLog.NONE);

  private static InlineHandler inline(Handler handler) {
    return new InlineHandler() {
      @Override
      public Optional<Response> tryHandle(Request request) {
        return Optional.of(handler.handle(request));
      }

      @Override
      public Response handle(Request request) {
        throw new AssertionError("it was not inline");
      }
    };
  }

  /// Its client's next request arrives before its answer leaves.
  private Response greedy(Request request) {
    allSelectorsAreBusy.countDown();
    try {
      politeHasSent.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    var connection = Integer.parseInt(request.pathParameter("connection"));
    var number = served.incrementAndGet(connection);
    if (number < GREEDY_REQUESTS) {
      sendGreedy(connection);
    } else {
      greedyIsDone.countDown();
    }
    return Response.of(204);
  }

  private void sendGreedy(int connection) {
    var head = "POST /greedy/%d HTTP/1.1\r\nHost: localhost\r\n".formatted(connection);
    greedy.get(connection).send(head + "Content-Length: 1\r\n\r\nb");
  }

  private Response polite(Request request) {
    // One of them shares the selector; the others may be ahead.
    servedBefore.set(IntStream.range(0, SELECTORS).map(served::get).min().orElseThrow());
    return Response.of(200, "text/plain", "served");
  }

  @AfterEach
  void stop() {
    greedy.forEach(Wire::close);
    server.close();
  }

  /// Jetty deals connections out to its selectors in turn, so each of them has a greedy one.
  @Test
  void rl_46_serves_a_connection_while_others_send_without_a_pause() throws Exception {
    try (var polite = Wire.to(server)) {
      polite.send(POLITE).until("served");
      for (int i = 0; i < SELECTORS; i++) {
        greedy.add(Wire.to(server));
      }
      for (int i = 0; i < SELECTORS; i++) {
        sendGreedy(i);
      }
      allSelectorsAreBusy.await();
      polite.send(POLITE);
      politeHasSent.countDown();
      assertThat(polite.until("served")).endsWith("served");
    }
    assertThat(servedBefore.get()).isLessThanOrEqualTo(ROUNDS_MAX);
    greedyIsDone.await();
  }
}
