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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A connection whose next request is always there already does not keep others waiting.
class FairnessTest {
  private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int GREEDY_REQUESTS = 500;

  /// What a selector may serve before it has noticed the new connection.
  private static final int ROUNDS = 20;

  private final AtomicInteger greedyServed = new AtomicInteger();
  private final AtomicInteger greedyServedBefore = new AtomicInteger();
  private final CountDownLatch allSelectorsAreBusy = new CountDownLatch(SELECTORS);
  private final CountDownLatch politeHasSent = new CountDownLatch(1);
  private final CountDownLatch greedyIsDone = new CountDownLatch(SELECTORS);
  private final List<Wire> greedy = new ArrayList<>();

  private final HttpServer server =
      HttpServer.start(
          new HttpServer.Listener("127.0.0.1", 0, TrustedProxies.NONE),
          Limits.DEFAULT,
          new Router(
              List.of(
                  new Route("/greedy/{connection}/{number}", 1, inline(this::greedy)),
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
    greedyServed.incrementAndGet();
    var number = Integer.parseInt(request.pathParameter("number"));
    if (number < GREEDY_REQUESTS) {
      sendGreedy(Integer.parseInt(request.pathParameter("connection")), number + 1);
    } else {
      greedyIsDone.countDown();
    }
    return Response.of(204);
  }

  private void sendGreedy(int connection, int number) {
    var head = "POST /greedy/%d/%d HTTP/1.1\r\nHost: localhost\r\n".formatted(connection, number);
    greedy.get(connection).send(head + "Content-Length: 1\r\n\r\nb");
  }

  private Response polite(Request request) {
    greedyServedBefore.set(greedyServed.get());
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
    for (int i = 0; i < SELECTORS; i++) {
      greedy.add(Wire.to(server));
    }
    for (int i = 0; i < SELECTORS; i++) {
      sendGreedy(i, 1);
    }
    allSelectorsAreBusy.await();
    try (var polite = Wire.to(server)) {
      polite.send("GET /polite HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      politeHasSent.countDown();
      assertThat(polite.rest()).endsWith("served");
    }
    assertThat(greedyServedBefore.get()).isLessThan(SELECTORS * ROUNDS);
    greedyIsDone.await();
    assertThat(greedyServed.get()).isEqualTo(SELECTORS * GREEDY_REQUESTS);
  }
}
