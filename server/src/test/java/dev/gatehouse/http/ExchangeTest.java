package dev.gatehouse.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.testing.Patience;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a request and its answer go through between socket and handler.
class ExchangeTest {
  private static final Limits LIMITS = limits(Duration.ofMinutes(1));

  /// How long a client may take that is slow on purpose.
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final TrustedProxies LOCAL_PROXY =
      new TrustedProxies(InetAddress.ofLiteral("127.0.0.1")::equals);
  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n\r\n";
  private static final int HUGE = 48 * 1024 * 1024;

  private final CountDownLatch entered = new CountDownLatch(LIMITS.concurrencyMax());
  private final CountDownLatch release = new CountDownLatch(1);
  private final BlockingQueue<AccessLog.Entry> logged = new LinkedBlockingQueue<>();
  private HttpServer server = start(TrustedProxies.NONE, LIMITS);

  private static Limits limits(Duration deadline) {
    return new Limits(16_384, deadline, Patience.MAX, 100, 50, 2, Duration.ofSeconds(1), 0);
  }

  /// With a deadline that a machine which stands still would meet, too.
  private void restartImpatient() {
    server.close();
    server = start(TrustedProxies.NONE, limits(SHORT));
  }

  private HttpServer start(TrustedProxies proxies, Limits limits) {
    var main =
        List.of(
            new Route("/echo", 65_536, this::echo),
            new Route("/slow", 0, this::slow),
            new Route("/patient", 0, this::patient),
            new Route("/none", 0, _ -> Response.of(204)),
            new Route("/same", 0, _ -> Response.of(304).with("ETag", "\"1\"")),
            new Route(
                "/split",
                0,
                _ -> Response.of(200).with("Location", "a\r\nSet-Cookie: b=c\r\n\r\nd")),
            new Route("/deep", 0, _ -> deep(1)),
            new Route("/huge", 0, _ -> new Response(200, Headers.NONE, new byte[HUGE])));
    var live = List.of(new Route("/health/live", 0, _ -> Response.of(200, "text/plain", "live")));
    var other = List.of(new Route("/echo", 10, _ -> Response.of(200, "text/plain", "a domain")));
    return HttpServer.start(
        new HttpServer.Listener(Port.take("127.0.0.1", 0), proxies),
        limits,
        new Router(main, other, live, "localhost"::equals),
        new Env(InstantSource.system(), new Random(1)),
        new AccessLog() {
          @Override
          public boolean isOn() {
            return true;
          }

          @Override
          public void answered(Entry entry) {
            logged.add(entry);
          }
        });
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  private Response echo(Request request) {
    var text =
        "%s %s %s from %s at %s: %s"
            .formatted(
                request.method(),
                request.path(),
                request.query().orElse("-"),
                request.peer(),
                request.authority(),
                new String(request.body(), StandardCharsets.ISO_8859_1));
    return Response.of(200, "text/plain", text);
  }

  private Response slow(Request request) {
    entered.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Response.of(200, "text/plain", "slow " + request.path());
  }

  /// Takes longer than a client may stay silent.
  private Response patient(Request request) {
    try {
      var wasReleased = release.await(900, TimeUnit.MILLISECONDS);
      return Response.of(200, "text/plain", request.path() + wasReleased);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private AccessLog.Entry nextLogged() throws InterruptedException {
    return requireNonNull(logged.poll(Patience.SECONDS, TimeUnit.SECONDS));
  }

  private static Response deep(int depth) {
    return depth == 0 ? Response.of(200) : deep(depth + 1);
  }

  @Test
  void passes_path_query_and_body_as_sent() {
    assertThat(
            Wire.last(
                server,
                "POST /echo?a=%41&b HTTP/1.1\r\nContent-Length: 3\r\nHost: LOCALHOST\r\n"
                    + "Connection: close\r\n\r\nx=y"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nDate: ")
        .doesNotContain("Server:")
        .endsWith("\r\n\r\nPOST /echo a=%41&b from 127.0.0.1 at localhost: x=y");
  }

  @Test
  void other_hosts_have_other_routes_and_probes_answer_on_any() {
    assertThat(Wire.last(server, "GET /echo HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"))
        .endsWith("a domain");
    assertThat(Wire.last(server, "GET /slow HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
    assertThat(
            Wire.last(
                server, "GET /health/live HTTP/1.1\r\nHost: 10.0.0.1\r\nConnection: close\r\n\r\n"))
        .endsWith("live");
  }

  @Test
  void serves_http_1_0_of_old_proxies_and_closes() {
    assertThat(Wire.last(server, "GET /echo HTTP/1.0\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("GET /echo - from 127.0.0.1 at localhost: ");
    try (var wire = Wire.to(server)) {
      var request = "GET /echo HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";
      assertThat(wire.send(request).until("localhost: ")).containsIgnoringCase("keep-alive");
      assertThat(wire.send(request).until("localhost: ")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void a_head_answer_has_the_length_and_no_body() {
    assertThat(Wire.last(server, "HEAD /echo HTTP/1.1\r\n" + CLOSE))
        .contains("\r\nContent-Length: 42\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void answers_without_a_body_say_no_length_where_they_must_not() {
    assertThat(Wire.last(server, "GET /none HTTP/1.1\r\n" + CLOSE))
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .doesNotContain("Content-Length");
    assertThat(Wire.last(server, "GET /same HTTP/1.1\r\n" + CLOSE))
        .startsWith("HTTP/1.1 304 Not Modified\r\n")
        .contains("ETag: \"1\"")
        .doesNotContain("Content-Length");
  }

  @Test
  void a_header_of_an_answer_cannot_be_split() {
    assertThat(Wire.last(server, "GET /split HTTP/1.1\r\n" + CLOSE))
        .doesNotContain("\r\nSet-Cookie")
        .doesNotContain("\r\n\r\nd");
  }

  @Test
  void asks_for_the_body_of_a_client_that_waits_to_be_asked() {
    try (var wire = Wire.to(server)) {
      var head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n";
      wire.send(head + "Expect: 100-continue\r\n\r\n");
      assertThat(wire.until("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
      assertThat(wire.send("a=b").until("a=b")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void ht_11_rl_51_a_stack_overflow_is_a_500_and_the_connection_goes_on() {
    try (var wire = Wire.to(server)) {
      wire.send("GET /deep HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(wire.until("}"))
          .startsWith("HTTP/1.1 500 Server Error\r\n")
          .containsPattern("\r\n\r\n\\{\"error\":\"internal\",\"request_id\":\"[0-9a-f-]{36}\"}");
      assertThat(wire.send("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n").until("localhost: "))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void a_handler_may_take_longer_than_its_client_may_stay_silent() {
    restartImpatient();
    assertThat(Wire.last(server, "GET /patient HTTP/1.1\r\n" + CLOSE))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("/patientfalse");
  }

  @Test
  void ht_08_cuts_a_client_that_does_not_take_its_answer() throws Exception {
    restartImpatient();
    try (var wire = Wire.to(server)) {
      wire.send("GET /huge HTTP/1.1\r\nHost: localhost\r\n\r\n");
      // The entry comes when the answer is over: sent, or given up.
      var entry = nextLogged();
      assertThat(entry.duration()).isGreaterThan(SHORT);
      assertThat(wire.rest().length()).isLessThan(HUGE);
    }
  }

  @Test
  void ht_08_slow_bodies_take_nobodys_place() {
    restartImpatient();
    var slow = new ArrayList<Wire>();
    try {
      for (int i = 0; i < 10 * LIMITS.concurrencyMax(); i++) {
        var head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
        slow.add(Wire.to(server).send(head + "a"));
      }
      assertThat(Wire.last(server, "GET /echo HTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 200 ");
      for (var wire : slow) {
        assertThat(wire.rest()).startsWith("HTTP/1.1 408 ").contains("Connection: close");
      }
    } finally {
      slow.forEach(Wire::close);
    }
  }

  @Test
  void a_body_that_comes_in_pieces_is_whole() {
    try (var wire = Wire.to(server)) {
      wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\n");
      for (var piece : List.of("a", "b", "cd", "ef")) {
        wire.send(piece);
      }
      assertThat(wire.until("abcdef")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void probes_answer_however_busy_the_server_is() throws Exception {
    var busy = new ArrayList<Wire>();
    try {
      for (int i = 0; i < LIMITS.concurrencyMax(); i++) {
        busy.add(Wire.to(server).send("GET /slow HTTP/1.1\r\n" + CLOSE));
      }
      Patience.await(entered);
      assertThat(Wire.last(server, "GET /echo HTTP/1.1\r\n" + CLOSE))
          .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
          .contains("\r\nRetry-After: 1\r\n")
          .contains("\r\nContent-Length: 0\r\n");
      assertThat(Wire.last(server, "GET /health/live HTTP/1.1\r\n" + CLOSE)).endsWith("live");
      release.countDown();
      busy.forEach(wire -> assertThat(wire.rest()).startsWith("HTTP/1.1 200 "));
      // A place is free a moment after its answer has left.
      Patience.until(
          "one more is served",
          () -> Wire.last(server, "GET /echo HTTP/1.1\r\n" + CLOSE).startsWith("HTTP/1.1 200 "));
    } finally {
      busy.forEach(Wire::close);
    }
  }

  @Test
  void rl_54_a_draining_server_finishes_and_says_close() throws Exception {
    try (var kept = Wire.to(server);
        var one = Wire.to(server);
        var two = Wire.to(server)) {
      one.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
      two.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Patience.await(entered);
      server.drain(Duration.ZERO); // Began before the answers; nothing is waited for.
      var late = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
      assertThat(kept.send(late).rest()).contains("\r\nConnection: close\r\n").endsWith("live");
      release.countDown();
      assertThat(one.rest()).startsWith("HTTP/1.1 200 ").contains("\r\nConnection: close\r\n");
      assertThat(two.rest()).startsWith("HTTP/1.1 200 ").contains("\r\nConnection: close\r\n");
      server.drain(Patience.MAX);
    }
  }

  @Test
  void rl_55_a_handler_that_hangs_does_not_keep_the_server_from_stopping() throws Exception {
    try (var one = Wire.to(server);
        var two = Wire.to(server)) {
      one.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
      two.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Patience.await(entered);
      assertTimeoutPreemptively(
          Patience.MAX,
          () -> {
            server.drain(Duration.ofMillis(200));
            server.close();
            server.close();
          });
      assertThat(one.rest()).doesNotContain(" 200 ");
    }
  }

  @Test
  void the_access_log_tells_of_a_request_but_not_its_secrets() throws Exception {
    Wire.last(
        server,
        "POST /echo?token=hunter2 HTTP/1.1\r\nUser-Agent: curl/8\r\nAuthorization: Basic hunter2\r\n"
            + "Content-Length: 7\r\n"
            + CLOSE
            + "hunter2");
    var entry = nextLogged();
    assertThat(entry)
        .usingRecursiveComparison()
        .ignoringFields("requestId", "duration")
        .isEqualTo(
            new AccessLog.Entry(
                "",
                "127.0.0.1",
                "POST",
                "/echo",
                200,
                61,
                Duration.ZERO,
                Optional.of("curl/8"),
                new RequestNotes()));
    assertThat(entry.requestId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    Wire.last(server, "GET /nothing HTTP/1.1\r\n" + CLOSE);
    assertThat(nextLogged())
        .extracting(AccessLog.Entry::path, AccessLog.Entry::status)
        .containsExactly("/nothing", 404);
  }

  @Test
  void az_40_forwarded_headers_count_only_from_a_trusted_proxy() {
    var request =
        "GET /echo HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: shop\r\n"
            + "Forwarded: for=203.0.113.8;host=shop\r\nX-Forwarded-Proto: https\r\n"
            + CLOSE;
    assertThat(Wire.last(server, request)).endsWith("GET /echo - from 127.0.0.1 at localhost: ");
    try (var behindProxy = start(LOCAL_PROXY, LIMITS)) {
      assertThat(Wire.last(behindProxy, request)).endsWith("a domain");
      assertThat(Wire.last(behindProxy, request.replace(": shop", ": localhost")))
          .endsWith("GET /echo - from 203.0.113.9 at localhost: ");
    }
  }

  @Test
  void the_request_id_is_bound_around_inline_handlers_too() {
    InlineHandler handler =
        new InlineHandler() {
          @Override
          public Optional<Response> tryHandle(Request request) {
            var context = RequestContext.current().orElseThrow();
            return Optional.of(
                Response.of(200, "text/plain", context.peer() + " " + context.requestId()));
          }

          @Override
          public Response handle(Request request) {
            throw new IllegalStateException("not cold");
          }
        };
    var router = new Router(List.of(new Route("/id", 0, handler)), List.of(), List.of(), _ -> true);
    var listener = new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE);
    var env = new Env(InstantSource.system(), new Random(1));
    try (var own = HttpServer.start(listener, LIMITS, router, env, AccessLog.NONE)) {
      assertThat(Wire.last(own, "GET /id HTTP/1.1\r\n" + CLOSE))
          .containsPattern("\r\n\r\n127\\.0\\.0\\.1 [0-9a-f-]{36}$");
    }
  }
}
