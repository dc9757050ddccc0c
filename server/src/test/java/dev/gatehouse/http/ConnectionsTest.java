package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many connections at once: bounded, and what happens on one is no other's business.
class ConnectionsTest {
  private static final Limits LIMITS =
      new Limits(16_384, Duration.ofMinutes(1), Patience.MAX, 12, 4, 10, Duration.ofSeconds(1), 0);
  private static final String ECHO = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private HttpServer server = start(LIMITS);

  private static HttpServer start(Limits limits) {
    return HttpServer.start(
        new HttpServer.Listener(Port.take("0.0.0.0", 0), TrustedProxies.NONE),
        limits,
        new Router(
            List.of(
                new Route("/{name}", 0, r -> Response.of(200, "text/plain", "<" + name(r) + ">"))),
            List.of(),
            List.of(),
            _ -> true),
        new Env(InstantSource.system(), new Random(1)),
        AccessLog.NONE);
  }

  private static String name(Request request) {
    return request.pathParameter("name");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Half-open requests from three addresses, up to the limit of all; loopback is 127.0.0.0/8.
  @Test
  void ht_09_bounds_the_connections_of_all_addresses_and_goes_on_when_one_leaves()
      throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 12; i++) {
        var socket = from(2 + i / 4);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
        sockets.add(socket);
      }
      try (var late = from(9)) {
        late.getOutputStream().write(ECHO.formatted("late").getBytes(ISO_8859_1));
        late.setSoTimeout(300);
        assertThat(answer(late)).as("no place is left").isEmpty();
        sockets.removeFirst().close();
        late.setSoTimeout(Patience.MILLIS);
        assertThat(answer(late)).startsWith("HTTP/1.1 200 ").endsWith("<late>");
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private Socket from(int lastByte) throws IOException {
    var local = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte});
    return new Socket(InetAddress.getByName("127.0.0.1"), server.port(), local, 0);
  }

  private static String answer(Socket socket) throws IOException {
    var text = new StringBuilder();
    try {
      while (!text.toString().endsWith(">")) {
        int b = socket.getInputStream().read();
        if (b < 0) {
          break;
        }
        text.append((char) b);
      }
    } catch (SocketTimeoutException silent) {
      return text.toString();
    }
    return text.toString();
  }

  /// The refusal comes while the client has only begun: nothing waits for the whole.
  @Test
  void ht_07_refuses_a_header_before_it_has_read_it_to_the_end() {
    var unfinished = "GET /x HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(17_000);
    assertThat(Wire.last(server, unfinished)).startsWith("HTTP/1.1 431 ");
    assertThat(Wire.last(server, "GET /" + "a".repeat(17_000)))
        .matches("(?s)HTTP/1.1 4[13][14] .*");
  }

  @Test
  void ht_12_two_clients_with_good_and_bad_requests_get_their_own_answers() throws Exception {
    server.close();
    server = start(Limits.DEFAULT); // A connection counts until a moment after its end.
    try (var threads = Executors.newFixedThreadPool(2)) {
      var clients = new ArrayList<Callable<Boolean>>();
      for (var client : List.of("one", "two")) {
        clients.add(() -> {
          for (int round = 0; round < 100; round++) {
            expectOwnAnswers(client, round);
          }
          return true;
        });
      }
      for (var done : threads.invokeAll(clients)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  /// Two good requests, one to nowhere, one more good one, and one that ends the connection with
  /// another behind it, all in one piece.
  private void expectOwnAnswers(String client, int round) {
    var name = client + "-" + round + "-";
    var requests =
        ECHO.formatted(name + "a")
            + ECHO.formatted(name + "b")
            + ECHO.formatted("no/where")
            + ECHO.formatted(name + "c")
            + "GET /"
            + name
            + "d HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n"
            + ECHO.formatted(name + "e");
    var answers = Wire.last(server, requests);
    assertThat(answers)
        .containsSubsequence(
            "HTTP/1.1 200 ",
            "<" + name + "a>",
            "HTTP/1.1 200 ",
            "<" + name + "b>",
            "HTTP/1.1 404 ",
            "HTTP/1.1 200 ",
            "<" + name + "c>",
            "HTTP/1.1 400 ")
        .doesNotContain(name + "d>", name + "e>")
        .doesNotContain(client.equals("one") ? "<two" : "<one");
  }
}
