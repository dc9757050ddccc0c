package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.Patience;
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
import org.junit.jupiter.api.Test;

/// HT-08 over TLS: a client that is slow at any stage is cut, one that is only silent between its
/// requests is not.
class SlowTlsTest {
  /// Of a few handshakes on a busy machine one must fit.
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final int CONNECTIONS_MAX = 4;
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final SSLContext TRUST = AUTHORITY.trust();
  private static final String GET = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private HttpServer server = start(DEADLINE);

  private static HttpServer start(Duration deadline) {
    var identity = AUTHORITY.issue();
    return HttpServer.start(
        new HttpServer.Listener(
            Port.take("127.0.0.1", 0), TrustedProxies.NONE, Optional.of(identity.context())),
        new Limits(
            16_384, deadline, Patience.MAX, 100, CONNECTIONS_MAX, 10, Duration.ofSeconds(1), 0),
        new Router(
            List.of(new Route("/hello", 1_000, r -> Response.of(200, "text/plain", "hello"))),
            List.of(),
            List.of(),
            _ -> true),
        new Env(InstantSource.system(), new Random(1)),
        AccessLog.NONE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Socket plain(HttpServer server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(Patience.MILLIS);
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
  /// @param since when the client began to be slow, at the latest
  private static void expectCut(Socket socket, byte[] bytes, long since) throws IOException {
    socket.setSoTimeout(20);
    for (int i = 0; !isClosed(socket); i++) {
      assertThat(i).as("still open").isLessThan(Patience.MILLIS / 20);
      if (i < bytes.length) {
        send(socket, bytes[i]);
      }
    }
    assertThat(System.nanoTime() - since).isGreaterThan(DEADLINE.toNanos());
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static void send(Socket socket, byte one) throws IOException {
    try {
      socket.getOutputStream().write(one);
    } catch (SocketException closed) {
      // What is read next says so.
    }
  }

  /// A client that was quick enough, with TLS above and the wire below.
  private record Client(SSLSocket socket, Socket raw) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
      raw.close();
    }
  }

  /// One that has done its handshake in time, and then that: on a machine that stands still not the
  /// first one is.
  private Client client(Greeting greeting) {
    var clients = new ArrayList<Client>();
    Patience.until(
        "one client is quick enough",
        () -> {
          try {
            var raw = plain(server);
            var client = new Client(secured(raw), raw);
            client.socket.startHandshake();
            greeting.on(client.socket);
            return clients.add(client);
          } catch (IOException cut) {
            return false;
          }
        });
    return clients.getFirst();
  }

  /// What a client does first.
  private interface Greeting {
    void on(SSLSocket socket) throws IOException;
  }

  private Client served() {
    return client(socket -> {
      if (!hello(socket).startsWith("HTTP/1.1 200 ")) {
        throw new IOException("cut");
      }
    });
  }

  private void expectServed() throws IOException {
    served().close();
  }

  @Test
  void ht_08_cuts_a_client_that_says_nothing() throws IOException {
    var since = System.nanoTime();
    try (var socket = plain(server)) {
      expectCut(socket, new byte[0], since);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_sends_its_hello_byte_by_byte() throws IOException {
    var since = System.nanoTime();
    try (var socket = plain(server)) {
      expectCut(socket, clientHello(), since);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_does_not_finish_its_handshake() throws IOException {
    var since = System.nanoTime();
    try (var socket = plain(server)) {
      socket.getOutputStream().write(clientHello());
      expectCut(socket, new byte[0], since);
    }
    expectServed();
  }

  @Test
  void ht_08_cuts_a_client_that_sends_half_a_request() throws IOException {
    try (var client = served()) {
      var since = System.nanoTime();
      client.socket.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
      expectCut(client.raw, new byte[0], since);
    }
    expectServed();
  }

  /// A record of 16 KB whose bytes come one by one: no request ever sees one of them.
  @Test
  void ht_08_cuts_a_client_that_sends_a_record_byte_by_byte() throws IOException {
    try (var client = served()) {
      var record = new byte[16_384];
      System.arraycopy(new byte[] {23, 3, 3, 64, 0}, 0, record, 0, 5);
      expectCut(client.raw, record, System.nanoTime());
    }
    expectServed();
  }

  @Test
  void ht_08_lets_a_client_be_silent_between_its_requests() throws IOException {
    expectSilenceAllowed(served());
  }

  /// Browsers open connections that they may need.
  @Test
  void ht_08_lets_a_client_be_silent_before_its_first_request() throws IOException {
    expectSilenceAllowed(client(_ -> {}));
  }

  private static void expectSilenceAllowed(Client silent) throws IOException {
    try (var client = silent) {
      client.socket.setSoTimeout((int) DEADLINE.toMillis() * 5);
      assertThatThrownBy(() -> client.socket.getInputStream().read())
          .as("longer than a handshake or a request may take")
          .isInstanceOf(SocketTimeoutException.class);
      client.socket.setSoTimeout(Patience.MILLIS);
      assertThat(hello(client.socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void ht_09_counts_a_connection_once() throws IOException {
    server.close();
    server = start(Duration.ofMinutes(1));
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < CONNECTIONS_MAX; i++) {
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
