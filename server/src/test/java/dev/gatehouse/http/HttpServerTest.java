package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the server does with requests that no well-behaved client sends, over raw sockets.
class HttpServerTest {
  private static final int BODY_MAX = 65_536;
  private static final Limits LIMITS =
      new Limits(
          16_384,
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          100,
          20,
          4,
          Duration.ofSeconds(1),
          0);
  private static final HttpServer.Listener CLEAR =
      new HttpServer.Listener("127.0.0.1", 0, TrustedProxies.NONE);
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final String GET = "GET /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private HttpServer server = start(CLEAR, LIMITS);
  private @Nullable HttpServer secured;

  private HttpServer start(HttpServer.Listener listener, Limits limits) {
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
    if (secured != null) {
      secured.close();
    }
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
    entered.countDown();
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

  private static final String SMUGGLED = "0\r\n\r\n" + SECOND;

  /// A row: its name, the request, and the only statuses that are right.
  private record Hostile(String name, String request, List<Integer> statuses) {
    private Hostile(String name, String request, Integer... statuses) {
      this(name, request, List.of(statuses));
    }
  }

  @TestFactory
  Stream<DynamicTest> refuses_hostile_requests_and_never_runs_a_second_one() {
    return Stream.of(
            hostileLengthsAndEncodings(),
            hostileChunks(),
            hostileLinesAndHosts(),
            hostileTargets(),
            hostileSizes())
        .flatMap(List::stream)
        .flatMap(row ->
            Stream.of(
                DynamicTest.dynamicTest(row.name, () -> expectRefused(row, this::connect)),
                DynamicTest.dynamicTest(
                    row.name + "_over_tls", () -> expectRefused(row, this::connectOverTls))));
  }

  private static List<Hostile> hostileLengthsAndEncodings() {
    return List.of(
        new Hostile(
            "ht_01_length_and_encoding",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_01_encoding_and_length",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_01_encoding_in_http_1_0",
            POST.replace("HTTP/1.1", "HTTP/1.0")
                + "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n"
                + SMUGGLED,
            400),
        new Hostile(
            "ht_02_two_lengths", POST + "Content-Length: 4\r\nContent-Length: 3\r\n\r\na=bc", 400),
        new Hostile("ht_02_length_with_sign", POST + "Content-Length: +4\r\n\r\na=bc", 400),
        new Hostile("ht_02_negative_length", POST + "Content-Length: -1\r\n\r\na=bc", 400),
        new Hostile("ht_02_list_of_lengths", POST + "Content-Length: 4, 4\r\n\r\na=bc", 400),
        new Hostile(
            "ht_02_huge_length",
            POST + "Content-Length: 99999999999999999999\r\n\r\na=bc",
            400,
            413),
        new Hostile(
            "ht_03_unknown_encoding",
            POST + "Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_chunked_twice",
            POST + "Transfer-Encoding: chunked, xchunked\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_blank_before_colon",
            POST + "Transfer-Encoding : chunked\r\n\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_03_tab_before_colon",
            POST + "Transfer-Encoding\t: chunked\r\n\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_03_vertical_tab_in_the_encoding",
            POST + "Transfer-Encoding: \u000bchunked\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_unknown_encoding_in_mixed_case",
            POST + "tRANSFER-eNCODING: XchunkeD\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_chunked_in_two_headers",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_two_encodings",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + SMUGGLED,
            400,
            501),
        new Hostile(
            "ht_03_tab_before_the_encoding_and_text_behind",
            POST + "Transfer-Encoding:\tchunked;x\r\n\r\n" + SMUGGLED,
            400,
            501));
  }

  private static List<Hostile> hostileChunks() {
    return List.of(
        new Hostile(
            "ht_04_endless_extension",
            POST
                + "Transfer-Encoding: chunked\r\n\r\n3;"
                + "a".repeat(1_000_000)
                + "\r\nabc\r\n"
                + SMUGGLED,
            400,
            408,
            413),
        new Hostile(
            "ht_04_chunk_longer_than_it_says",
            POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_04_open_quote_in_extension",
            POST + "Transfer-Encoding: chunked\r\n\r\n3;a=\"\r\nabc\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_04_bare_line_feed_in_extension",
            POST + "Transfer-Encoding: chunked\r\n\r\n3;a\nabc\r\n" + SMUGGLED,
            400),
        new Hostile(
            "ht_04_size_overflow",
            POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nabc\r\n" + SMUGGLED,
            400,
            413),
        new Hostile(
            "ht_04_size_with_prefix",
            POST + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n" + SMUGGLED,
            400));
  }

  private static List<Hostile> hostileLinesAndHosts() {
    return List.of(
        new Hostile(
            "ht_05_bare_line_feed_after_a_chunk",
            POST + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n" + SMUGGLED,
            400),
        new Hostile("ht_05_bare_line_feeds", "GET /echo HTTP/1.1\nHost: localhost\n\n", 400),
        new Hostile("ht_05_line_feed_in_header", GET + "X: a\nY: b\r\n\r\n", 400),
        new Hostile("ht_05_bare_carriage_return", GET + "X: a\rY: b\r\n\r\n", 400),
        new Hostile("ht_05_folded_line", GET + "X: a\r\n b\r\n\r\n", 400),
        new Hostile("ht_05_nul", GET + "X: a\0b\r\n\r\n", 400),
        new Hostile(
            "ht_05_blank_before_colon", "GET /echo HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        new Hostile("ht_06_no_host", "GET /echo HTTP/1.1\r\n\r\n", 400),
        new Hostile("ht_06_two_hosts", GET + "Host: other\r\n\r\n", 400),
        new Hostile(
            "ht_06_user_information", "GET /echo HTTP/1.1\r\nHost: a@localhost\r\n\r\n", 400),
        new Hostile("ht_06_blank_in_host", "GET /echo HTTP/1.1\r\nHost: local host\r\n\r\n", 400),
        new Hostile("ht_06_slash_in_host", "GET /echo HTTP/1.1\r\nHost: localhost/x\r\n\r\n", 400),
        new Hostile(
            "ht_06_another_host_in_the_target",
            "GET http://evil/echo HTTP/1.1\r\nHost: localhost\r\n\r\n",
            400));
  }

  private static List<Hostile> hostileTargets() {
    return List.of(
        new Hostile("ht_16_fragment", "GET /echo#x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        new Hostile("ht_16_asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        new Hostile("ht_20_http_9", "GET /echo HTTP/9.9\r\nHost: localhost\r\n\r\n", 400, 505),
        new Hostile("ht_20_http_0_9", "GET /echo\r\n", 400, 505),
        new Hostile(
            "ht_16_double_slash", "GET //echo HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, 404),
        new Hostile(
            "ht_16_slash_at_the_end", "GET /echo/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_16_dot", "GET /./echo HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_16_dots", "GET /x/../echo HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_16_parameter", "GET /echo;a=b HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_16_escape", "GET /%65cho HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile(
            "ht_16_escaped_slash", "GET /a%2fb/keys.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_16_case", "GET /ECHO HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        new Hostile("ht_20_unknown_path", "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 404));
  }

  private static List<Hostile> hostileSizes() {
    return List.of(
        new Hostile("ht_07_long_header", GET + "X: " + "a".repeat(200_000) + "\r\n\r\n", 431),
        new Hostile("ht_07_many_headers", GET + "X: 1\r\n".repeat(5_000) + "\r\n", 431),
        new Hostile(
            "ht_07_long_target",
            "GET /" + "a".repeat(64_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            414,
            431),
        new Hostile(
            "body_too_large", POST + "Content-Length: 70000\r\n\r\n" + "a".repeat(70_000), 413),
        new Hostile(
            "chunked_body_too_large",
            POST
                + "Transfer-Encoding: chunked\r\n\r\n11170\r\n"
                + "a".repeat(70_000)
                + "\r\n0\r\n\r\n",
            413));
  }

  private Socket connect() {
    return Wire.to(server).socket();
  }

  private Socket connectOverTls() {
    if (secured == null) {
      var listener =
          new HttpServer.Listener(
              "127.0.0.1", 0, TrustedProxies.NONE, Optional.of(AUTHORITY.issue().context()));
      secured =
          start(
              listener,
              new Limits(
                  16_384,
                  Duration.ofSeconds(2),
                  Duration.ofSeconds(5),
                  100,
                  20,
                  4,
                  Duration.ofSeconds(1),
                  0));
    }
    return Wire.overTls(secured, AUTHORITY.trust(), "http/1.1").socket();
  }

  private void expectRefused(Hostile row, Supplier<Socket> connect) throws IOException {
    try (var socket = connect.get()) {
      var answer = new Answer(exchange(socket, row.request));
      assertThat(answer.status()).as(answer.raw()).isIn(row.statuses);
      assertThat(answer.body()).as("no page, no banner (HT-20)").isEmpty();
      assertThat(answer.raw()).doesNotContain("SECOND").doesNotContainIgnoringCase("jetty");
      if (row.name.matches("ht_0[1-5].*")) {
        assertThat(isClosed(socket)).as("the connection ends").isTrue();
      }
    }
  }

  @Test
  void ht_03_an_encoding_is_the_same_in_any_case() throws IOException {
    assertThat(send(POST + "tRANSFER-eNCODING:\tcHUNKED\r\n\r\n3\r\na=b\r\n0\r\n\r\n").body())
        .isEqualTo("platform:a=b");
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_header_byte_by_byte() throws IOException {
    assertThat(drip(GET + "X: ")).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_body_byte_by_byte() throws IOException {
    assertThat(drip(POST + "Content-Length: 1000\r\n\r\n")).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void ht_09_bounds_the_connections_of_one_address() throws IOException {
    var sockets = new java.util.ArrayList<Socket>();
    try {
      for (int i = 0; i < 30; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      int closed = 0;
      for (var socket : sockets) {
        socket.setSoTimeout(200);
        closed += isClosed(socket) ? 1 : 0;
      }
      assertThat(closed).isEqualTo(10);
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
    assertThat(send(GET + "\r\n").status()).isEqualTo(200);
  }

  @Test
  void ht_11_says_nothing_of_a_fault_and_serves_the_next_request() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var first = exchange(socket, "GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(first)
          .startsWith("HTTP/1.1 500")
          .doesNotContain("private detail")
          .contains("request_id");
      assertThat(exchange(socket, SECOND)).startsWith("HTTP/1.1 200").endsWith("SECOND");
    }
  }

  @Test
  void ht_12_answers_pipelined_requests_in_order() throws IOException {
    var answer =
        send(POST + "Content-Length: 1\r\n\r\nA" + SECOND + POST + "Content-Length: 1\r\n\r\nB");
    assertThat(answer.raw()).containsSubsequence("platform:A", "SECOND", "platform:B");
  }

  @Test
  void refuses_more_requests_at_once_than_it_may_serve() throws Exception {
    var sockets = new java.util.ArrayList<Socket>();
    for (int i = 0; i < LIMITS.concurrencyMax(); i++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket
          .getOutputStream()
          .write("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
      sockets.add(socket);
    }
    entered.await();
    var answer = send(SECOND);
    for (int i = 0; i < 100 && answer.status() == 200; i++) {
      answer = send(SECOND); // The last of the slow ones may not have arrived yet.
    }
    assertThat(answer.raw()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
    release.countDown();
    for (var socket : sockets) {
      assertThat(read(socket)).startsWith("HTTP/1.1 200");
      socket.close();
    }
    assertThat(send(SECOND).status()).isEqualTo(200);
  }

  @Test
  void rl_54_finishes_what_it_accepted_before_it_stops() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
      entered.await();
      var port = server.port();
      var draining = CompletableFuture.runAsync(() -> server.drain(Duration.ofSeconds(5)));
      assertThat(draining.isDone()).isFalse();
      release.countDown();
      assertThat(read(socket)).startsWith("HTTP/1.1 200").endsWith("slow");
      draining.join();
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void rl_57_names_a_port_that_is_in_use() {
    var taken = new HttpServer.Listener("127.0.0.1", server.port(), TrustedProxies.NONE);
    var router = new Router(List.of(), List.of(), List.of(), _ -> true);
    var env = new Env(InstantSource.system(), new SecureRandom());
    assertThatThrownBy(() -> HttpServer.start(taken, LIMITS, router, env, AccessLog.NONE))
        .isInstanceOfSatisfying(
            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(taken.port()));
  }

  private record Answer(String raw) {
    private int status() {
      return raw.startsWith("HTTP/1.1 ") ? Integer.parseInt(raw.substring(9, 12)) : 0;
    }

    private String body() {
      return raw.substring(raw.indexOf("\r\n\r\n") + 4);
    }
  }

  private Answer send(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      return new Answer(exchange(socket, request));
    }
  }

  private static String exchange(Socket socket, String request) throws IOException {
    try {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    } catch (IOException refusedEarly) {
      // The answer may have come before the end of a long request.
    }
    return read(socket);
  }

  /// Everything that comes until the server closes or falls silent.
  private static String read(Socket socket) throws IOException {
    socket.setSoTimeout(400);
    var out = new StringBuilder();
    var part = new byte[65_536];
    try {
      for (int n = socket.getInputStream().read(part);
          n >= 0;
          n = socket.getInputStream().read(part)) {
        out.append(new String(part, 0, n, ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      return out.toString();
    } catch (IOException reset) {
      return out.toString();
    }
    return out.toString();
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static boolean isAnswered(Socket socket) throws IOException {
    try {
      var _ = socket.getInputStream().read();
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    }
  }

  /// How long a client may go on that sends one byte every 50 ms.
  private Duration drip(String head) throws IOException {
    var start = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.setSoTimeout(50);
      while (System.nanoTime() - start < Duration.ofSeconds(5).toNanos() && !isAnswered(socket)) {
        socket.getOutputStream().write('a');
      }
    } catch (IOException cut) {
      return Duration.ofNanos(System.nanoTime() - start);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
