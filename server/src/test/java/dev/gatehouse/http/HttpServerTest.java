package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the server does with requests that no well-behaved client sends, over raw sockets.
class HttpServerTest {
  private static final int BODY_MAX = 65_536;
  private static final Limits LIMITS =
      new Limits(16_384, Duration.ofMinutes(1), Patience.MAX, 100, 20, 4, Duration.ofSeconds(1), 0);

  /// Nothing, or that it took too long.
  private static final Pattern CUT = Pattern.compile("(HTTP/1\\.1 408 (?s:.*))?");

  private static final String GET = "GET /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final CountDownLatch release = new CountDownLatch(1);
  private final Semaphore entered = new Semaphore(0);
  private HttpServer server = start(LIMITS);

  private HttpServer start(Limits limits) {
    var listener = new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE);
    var routes =
        List.of(
            new Route("/echo", BODY_MAX, new Echo()),
            new Route("/second", 0, _ -> Response.of(200, "text/plain", "SECOND")),
            new Route("/cold", 0, new Cold()),
            new Route("/slow", 0, this::slow),
            new Route("/broken", 0, HttpServerTest::broken),
            new Route(
                "/{pool}/keys.json",
                0,
                r -> Response.of(200, "text/plain", r.pathParameter("pool"))));
    var router = new Router(routes, List.of(), List.of(), _ -> true);
    return HttpServer.start(
        listener,
        limits,
        router,
        new Env(InstantSource.system(), new SecureRandom()),
        AccessLog.NONE);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  /// Answers where it is called, with the body that it got.
  private static final class Echo implements InlineHandler {
    @Override
    public Optional<Response> tryHandle(Request request) {
      return Optional.of(handle(request));
    }

    @Override
    public Response handle(Request request) {
      var thread = Thread.currentThread().isVirtual() ? "virtual" : "platform";
      return Response.of(200, "text/plain", thread + ":" + new String(request.body(), ISO_8859_1));
    }
  }

  /// Has nothing in memory.
  private static final class Cold implements InlineHandler {
    @Override
    public Optional<Response> tryHandle(Request request) {
      return Optional.empty();
    }

    @Override
    public Response handle(Request request) {
      var thread = Thread.currentThread().isVirtual() ? "virtual" : "platform";
      var id = RequestContext.current().orElseThrow().requestId();
      return Response.of(200, "text/plain", thread + ":" + id.length());
    }
  }

  private Response slow(Request request) {
    entered.release();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Response.of(200, "text/plain", "slow");
  }

  private static Response broken(Request request) {
    throw new IllegalStateException("private detail of " + request.path());
  }

  @Test
  void runs_an_inline_handler_where_the_server_is_and_a_cold_one_on_a_virtual_thread()
      throws IOException {
    assertThat(send(POST + "Content-Length: 3\r\n\r\na=b").body()).isEqualTo("platform:a=b");
    assertThat(send("GET /cold HTTP/1.1\r\nHost: localhost\r\n\r\n").body())
        .isEqualTo("virtual:36");
  }

  @Test
  void passes_what_a_path_variable_matches() throws IOException {
    assertThat(send("GET /us-east-1_A/keys.json HTTP/1.1\r\nHost: localhost\r\n\r\n").body())
        .isEqualTo("us-east-1_A");
  }

  @Test
  void answers_chunked_bodies_like_others() throws IOException {
    assertThat(send(POST + "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n").body())
        .isEqualTo("platform:a=b");
  }

  @Test
  void ht_03_an_encoding_is_the_same_in_any_case() throws IOException {
    assertThat(send(POST + "tRANSFER-eNCODING:\tcHUNKED\r\n\r\n3\r\na=b\r\n0\r\n\r\n").body())
        .isEqualTo("platform:a=b");
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_header_byte_by_byte() throws IOException {
    assertThat(drip(GET + "X: ")).matches(CUT);
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_body_byte_by_byte() throws IOException {
    assertThat(drip(POST + "Content-Length: 1000\r\n\r\n")).matches(CUT);
  }

  @Test
  void ht_09_bounds_the_connections_of_one_address() throws IOException {
    var sockets = new java.util.ArrayList<Socket>();
    try {
      for (int i = 0; i < 30; i++) {
        sockets.add(connect());
      }
      int served = 0;
      for (var socket : sockets) {
        served += RawAnswer.exchange(socket, SECOND).startsWith("HTTP/1.1 200 ") ? 1 : 0;
      }
      assertThat(served).isEqualTo(LIMITS.connectionsPerAddressMax());
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
    Patience.until("one more is served", () -> send(SECOND).status() == 200);
  }

  @Test
  void ht_11_says_nothing_of_a_fault_and_serves_the_next_request() throws IOException {
    try (var socket = connect()) {
      var first = RawAnswer.exchange(socket, "GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(first)
          .startsWith("HTTP/1.1 500")
          .doesNotContain("private detail")
          .contains("request_id");
      assertThat(RawAnswer.exchange(socket, SECOND)).startsWith("HTTP/1.1 200").endsWith("SECOND");
    }
  }

  @Test
  void ht_12_answers_pipelined_requests_in_order() throws IOException {
    var one = POST + "Content-Length: 1\r\n\r\nA";
    var last = POST + "Connection: close\r\nContent-Length: 1\r\n\r\nB";
    try (var socket = connect()) {
      RawAnswer.send(socket, one + SECOND + last);
      assertThat(RawAnswer.rest(socket))
          .containsSubsequence("platform:A", "SECOND", "platform:B")
          .endsWith("platform:B");
    }
  }

  @Test
  void refuses_more_requests_at_once_than_it_may_serve() throws Exception {
    var sockets = new java.util.ArrayList<Socket>();
    for (int i = 0; i < LIMITS.concurrencyMax(); i++) {
      var socket = connect();
      RawAnswer.send(socket, SLOW);
      sockets.add(socket);
    }
    entered.acquire(LIMITS.concurrencyMax());
    assertThat(send(SECOND).raw()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
    release.countDown();
    for (var socket : sockets) {
      assertThat(RawAnswer.read(socket)).startsWith("HTTP/1.1 200");
      socket.close();
    }
    // A place is free a moment after its answer has left.
    Patience.until("one more is served", () -> send(SECOND).status() == 200);
  }

  @Test
  void rl_50_logs_once_where_a_request_is_stuck() throws Exception {
    restart(Duration.ofSeconds(1));
    try (var log = new LogLines();
        var socket = connect()) {
      RawAnswer.send(socket, SLOW);
      Patience.until("a line", () -> !log.with("is not answered").isEmpty());
      release.countDown();
      assertThat(RawAnswer.read(socket)).startsWith("HTTP/1.1 200");
      assertThat(log.with("is not answered"))
          .singleElement(STRING)
          .matches("WARN request [0-9a-f-]{36} GET /slow is not answered after \\d+ ms: .*")
          .contains("HttpServerTest.slow(");
    }
  }

  @Test
  void rl_54_finishes_what_it_accepted_before_it_stops() throws Exception {
    try (var socket = connect()) {
      RawAnswer.send(socket, SLOW);
      entered.acquire();
      var port = server.port();
      var draining = CompletableFuture.runAsync(() -> server.drain(Patience.MAX));
      assertThat(draining.isDone()).isFalse();
      release.countDown();
      assertThat(RawAnswer.read(socket)).startsWith("HTTP/1.1 200").endsWith("slow");
      draining.join();
      // The kernel listens until the thread that accepts has noticed.
      Patience.until("nobody listens", () -> !isListening(port));
    }
  }

  private static boolean isListening(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(Patience.MILLIS);
    return socket;
  }

  private RawAnswer send(String request) {
    try (var socket = connect()) {
      return new RawAnswer(RawAnswer.exchange(socket, request));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// With another deadline for requests.
  private void restart(Duration deadline) {
    server.close();
    var limits = new Limits(16_384, deadline, Patience.MAX, 100, 20, 4, Duration.ofSeconds(1), 0);
    server = start(limits);
  }

  /// What a client is told that sends one byte every 50 ms, for many times as long as it may.
  private String drip(String head) throws IOException {
    restart(Duration.ofMillis(300));
    try (var socket = connect()) {
      RawAnswer.send(socket, head);
      socket.setSoTimeout(50);
      for (int i = 0; i < 1_000; i++) {
        try {
          var first = socket.getInputStream().read();
          socket.setSoTimeout(Patience.MILLIS);
          return first < 0 ? "" : (char) first + RawAnswer.read(socket);
        } catch (SocketTimeoutException stillOpen) {
          RawAnswer.send(socket, "a");
        } catch (SocketException cut) {
          return "";
        }
      }
      return "still open";
    }
  }
}
