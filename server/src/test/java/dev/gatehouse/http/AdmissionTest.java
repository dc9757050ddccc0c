package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is served when too many ask, and what the others are told.
class AdmissionTest {
  private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final String REFUSED = "Retry-After: 1\r\nContent-Length: 0\r\n\r\n";

  private final CountDownLatch allAreBusy = new CountDownLatch(SELECTORS);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Wire> wires = new ArrayList<>();
  private HttpServer server = start(Duration.ZERO, 0, InstantSource.system());

  private HttpServer start(Duration waitMax, int perAddress, InstantSource clock) {
    var usual = Limits.DEFAULT;
    return HttpServer.start(
        new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE),
        new Limits(
            usual.headerMax(),
            usual.requestDeadline(),
            usual.idleMax(),
            usual.connectionsMax(),
            usual.connectionsPerAddressMax(),
            usual.concurrencyMax(),
            waitMax,
            perAddress),
        new Router(
            List.of(
                new Route("/busy", 0, inline(false, this::busy)),
                new Route("/work", 0, inline(false, _ -> text("worked"))),
                new Route("/cheap", 0, inline(true, _ -> text("cheap")))),
            List.of(),
            List.of(new Route("/health/live", 0, inline(false, _ -> text("live")))),
            _ -> true),
        new Env(clock, new Random(1)),
        AccessLog.NONE);
  }

  private static Response text(String text) {
    return Response.of(200, "text/plain", text);
  }

  private static InlineHandler inline(boolean isCheap, Handler handler) {
    return new InlineHandler() {
      @Override
      public Optional<Response> tryHandle(Request request) {
        return Optional.of(handler.handle(request));
      }

      @Override
      public boolean isCheap() {
        return isCheap;
      }

      @Override
      public Response handle(Request request) {
        throw new AssertionError("it was not inline");
      }
    };
  }

  private Response busy(Request request) {
    allAreBusy.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text("busy");
  }

  /// A connection that its selector knows already.
  private Wire open() throws Exception {
    var wire = Wire.to(server);
    wires.add(wire);
    assertThat(wire.send(get("/cheap")).until("cheap")).endsWith("cheap");
    return wire;
  }

  private List<Wire> open(int count) throws Exception {
    var opened = new ArrayList<Wire>();
    for (int i = 0; i < count; i++) {
      opened.add(open());
    }
    return opened;
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  @AfterEach
  void stop() {
    wires.forEach(Wire::close);
    server.close();
  }

  /// Jetty deals connections out to its selectors in turn, so each has one that keeps it busy and
  /// finds the same number of others afterwards. Of those that take long one fits.
  @Test
  void rl_46_refuses_at_once_what_would_wait_too_long() throws Exception {
    var busy = open(SELECTORS);
    var workers = open(3 * SELECTORS);
    var cheap = open(SELECTORS);
    var probes = open(SELECTORS);
    busy.forEach(wire -> wire.send(get("/busy")));
    allAreBusy.await();
    workers.forEach(wire -> wire.send(get("/work")));
    cheap.forEach(wire -> wire.send(get("/cheap")));
    probes.forEach(wire -> wire.send(get("/health/live")));
    release.countDown();

    int served = 0;
    for (var worker : workers) {
      var answer = worker.until("worked", REFUSED);
      if (answer.startsWith("HTTP/1.1 200 ")) {
        served++;
      } else {
        assertThat(answer).startsWith("HTTP/1.1 503 ").doesNotContain("Connection: close");
        worker.send(get("/work"));
        assertThat(worker.until("worked")).as("on the same connection").endsWith("worked");
      }
    }
    assertThat(served).isEqualTo(SELECTORS);
    for (var wire : cheap) {
      assertThat(wire.until("cheap")).startsWith("HTTP/1.1 200 ");
    }
    for (var wire : probes) {
      assertThat(wire.until("live")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void rl_46_limits_the_requests_of_an_address_where_that_is_set() throws Exception {
    server.close();
    var clock = ManualClock.atStart();
    server = start(Duration.ofSeconds(1), 2, clock);
    assertThat(answer("127.0.0.1", "/work")).endsWith("worked");
    assertThat(answer("127.0.0.1", "/cheap")).endsWith("cheap");
    assertThat(answer("127.0.0.1", "/work")).startsWith("HTTP/1.1 429 ").endsWith(REFUSED);
    assertThat(answer("127.0.0.1", "/health/live")).as("probes are free").endsWith("live");
    assertThat(answer("127.0.0.2", "/work")).as("another address").endsWith("worked");
    clock.advance(Duration.ofMillis(500));
    assertThat(answer("127.0.0.1", "/work")).endsWith("worked");
    assertThat(answer("127.0.0.1", "/work")).startsWith("HTTP/1.1 429 ");
  }

  private String answer(String from, String path) throws Exception {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
      var request = get(path).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).replace("Connection: close\r\n", "");
    }
  }
}
