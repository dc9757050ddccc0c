package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// HT-08 over TLS: a client that is slow at any stage is cut, one that is only silent between its
/// requests is not.
class SlowTlsTest {
  /// A handshake on a busy machine must fit.
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final Duration CUT_WITHIN = Duration.ofSeconds(6);
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final SSLContext TRUST = AUTHORITY.trust();
  private static final String GET = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int PATIENCE_MILLIS = 20_000;

  private final HttpServer server = start(4);

  private static HttpServer start(int connectionsPerAddressMax) {
    var identity = AUTHORITY.issue();
    return HttpServer.start(
        new HttpServer.Listener(
            "127.0.0.1", 0, TrustedProxies.NONE, Optional.of(identity.context())),
        new Limits(
            16_384,
            DEADLINE,
            Duration.ofSeconds(20),
            100,
            connectionsPerAddressMax,
            10,
            Duration.ofSeconds(1),
            0),
        new Router(
            List.of(new Route("/hello", 1_000, r -> Response.of(200, "text/plain", "hello"))),
            List.of(),
            List.of(),
            _ -> true),
        new Env(InstantSource.system(), new Random(1)),
        AccessLog.NONE);
  }

  /// The first handshake of a process takes longer than the deadline.
  @BeforeAll
  static void warmUp() throws IOException {
    try (var server = start(100)) {
      for (int i = 0; i < 20; i++) {
        try (var raw = plain(server);
            var socket = secured(raw)) {
          socket.startHandshake();
        } catch (IOException tooSlow) {
          assertThat(i).as("handshakes that took longer than %s", DEADLINE).isLessThan(19);
        }
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Socket plain(HttpServer server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /// TLS over a socket whose bytes the test can still write itself.
  private static SSLSocket secured(Socket raw) throws IOException {
    return (SSLSocket) TRUST.getSocketFactory().createSocket(raw, "localhost", 0, false);
  }

  private static String hello(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
    var text = new StringBuilder();
    while (!text.toString().endsWith("hello")) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        break;
      }
      text.append((char) b);
    }
    return text.toString();
  }

  private static byte[] clientHello() throws IOException {
    var engine = TRUST.createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    var record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    var bytes = new byte[record.position()];
    record.flip().get(bytes);
    return bytes;
  }

  /// Sends a byte now and then until the server closes.
  ///
  /// @return how long that took
  private static Duration drip(Socket socket, byte[] bytes) throws IOException {
    var start = System.nanoTime();
    socket.setSoTimeout(20);
    try {
      for (int i = 0;
          System.nanoTime() - start < Duration.ofMillis(PATIENCE_MILLIS).toNanos();
          i++) {
        try {
          if (socket.getInputStream().read() < 0) {
            break;
          }
        } catch (SocketTimeoutException stillOpen) {
          if (i < bytes.length) {
            socket.getOutputStream().write(bytes[i]);
          }
        }
      }
    } catch (SocketException reset) {
      return Duration.ofNanos(System.nanoTime() - start);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void expectServed() throws IOException {
    try (var raw = plain(server);
        var socket = secured(raw)) {
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void ht_08_cuts_a_client_that_says_nothing() throws IOException {
    try (var socket = plain(server)) {
      assertThat(drip(socket, new byte[0])).isBetween(DEADLINE, CUT_WITHIN);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_hello_byte_by_byte() throws IOException {
    try (var socket = plain(server)) {
      assertThat(drip(socket, clientHello())).isLessThan(CUT_WITHIN);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_does_not_finish_its_handshake() throws IOException {
    try (var socket = plain(server)) {
      socket.getOutputStream().write(clientHello());
      assertThat(drip(socket, new byte[0])).isBetween(DEADLINE, CUT_WITHIN);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_sends_half_a_request() throws IOException {
    try (var raw = plain(server);
        var socket = secured(raw)) {
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
      socket.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
      assertThat(drip(raw, new byte[0])).isBetween(DEADLINE, CUT_WITHIN);
    }
    expectServed();
  }

  /// A record of 16 KB whose bytes come one by one: no request ever sees one of them.
  @Test
  void ht_08_cuts_a_client_that_sends_a_record_byte_by_byte() throws IOException {
    try (var raw = plain(server);
        var socket = secured(raw)) {
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
      var record = new byte[16_384];
      System.arraycopy(new byte[] {23, 3, 3, 64, 0}, 0, record, 0, 5);
      assertThat(drip(raw, record)).isBetween(DEADLINE, CUT_WITHIN);
    }
    expectServed();
  }

  @Test
  void ht_08_lets_a_client_be_silent_between_its_requests() throws IOException {
    try (var raw = plain(server);
        var socket = secured(raw)) {
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
      socket.setSoTimeout((int) DEADLINE.toMillis() * 5);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .as("longer than a handshake or a request may take")
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  /// Browsers open connections that they may need.
  @Test
  void ht_08_lets_a_client_be_silent_before_its_first_request() throws IOException {
    try (var raw = plain(server);
        var socket = secured(raw)) {
      socket.startHandshake();
      socket.setSoTimeout((int) DEADLINE.toMillis() * 5);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void ht_09_counts_a_connection_once() throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 4; i++) {
        var raw = plain(server);
        sockets.add(raw);
        sockets.add(secured(raw));
        hello((SSLSocket) sockets.getLast());
      }
      try (var fifth = plain(server)) {
        assertThat(fifth.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }
}
