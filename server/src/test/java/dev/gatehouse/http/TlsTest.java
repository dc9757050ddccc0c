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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A listener that speaks TLS, by its own clients and by raw sockets.
class TlsTest {
  private static final Limits LIMITS =
      new Limits(
          16_384, Duration.ofMinutes(1), Patience.MAX, 1_000, 1_000, 10, Duration.ofSeconds(1), 0);
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final SSLContext TRUST = AUTHORITY.trust();
  private static final String GET = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final HttpServer server = start(identity().context());

  private static dev.gatehouse.tls.TlsIdentity identity() {
    return AUTHORITY.issue();
  }

  private static HttpServer start(SSLContext context) {
    return HttpServer.start(
        new HttpServer.Listener(
            Port.take("127.0.0.1", 0), TrustedProxies.NONE, Optional.of(context)),
        LIMITS,
        new Router(
            List.of(
                new Route(
                    "/hello",
                    1_000,
                    r -> Response.of(200, "text/plain", "hello " + r.body().length))),
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

  private SSLSocket connect(String... versions) throws IOException {
    return connect(server, versions);
  }

  private static SSLSocket connect(HttpServer server, String... versions) throws IOException {
    var socket = (SSLSocket) TRUST.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(Patience.MILLIS);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    return socket;
  }

  private static String hello(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
    return until(socket, "hello 0");
  }

  private static String until(Socket socket, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        break;
      }
      text.append((char) b);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2, HTTP_2", "HTTP_1_1, HTTP_1_1"})
  void a_client_chooses_its_protocol_in_the_handshake(
      HttpClient.Version asked, HttpClient.Version got) throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(TRUST).version(asked).build()) {
      for (int i = 0; i < 3; i++) {
        var answer =
            client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/hello"))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(got);
        assertThat(answer.body()).isEqualTo("hello 0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void ht_18_speaks_both_current_versions_also_to_a_client_without_alpn_or_sni(String version)
      throws IOException {
    try (var socket = connect(version)) {
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello 0");
      assertThat(hello(socket)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello 0");
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(socket.getSession().getCipherSuite()).matches("TLS_.*(GCM|POLY1305).*");
    }
  }

  /// What Node, Python and curl offer; the client of the JDK offers nothing for HTTP/1.1.
  @ParameterizedTest
  @CsvSource({"http/1.1, http/1.1", "spdy http/1.1, http/1.1", "h2 http/1.1, h2", "h2, h2"})
  void the_first_protocol_that_both_know_is_chosen(String offered, String chosen)
      throws IOException {
    try (var socket = connect()) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(offered.split(" ", -1));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo(chosen);
      if (chosen.equals("http/1.1")) {
        assertThat(hello(socket)).endsWith("hello 0");
      }
    }
  }

  @Test
  void a_client_that_speaks_something_else_is_refused_in_the_handshake() throws IOException {
    try (var socket = connect()) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"spdy/3.1"});
      socket.setSSLParameters(parameters);
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  /// A first message of a client, record and all.
  ///
  /// @param version the highest that it speaks
  /// @param suites two bytes each, in hex
  private static byte[] clientHello(String version, String suites) {
    var body =
        version
            + "5a".repeat(32)
            + "00"
            + "%04x".formatted(suites.length() / 2)
            + suites
            + "0100"; // No compression.
    var message = "01" + "%06x".formatted(body.length() / 2) + body;
    return HexFormat.of().parseHex("160301" + "%04x".formatted(message.length() / 2) + message);
  }

  @ParameterizedTest
  @CsvSource({
    "TLS 1.0, 0301, c013c014002f, 46",
    "TLS 1.1, 0302, c013c014002f, 46",
    "SSL 3, 0300, c013c014002f, 46",
    "a suite without forward secrecy, 0303, 009c009d002f0035, 28",
    "a suite without authenticated encryption, 0303, c009c00ac013c014c023c027, 28",
    "a suite without encryption, 0303, 0000c006c010, 28"
  })
  void ht_18_refuses_weak_offers(String what, String version, String suites, String alert)
      throws IOException {
    try (var socket = plain()) {
      socket.getOutputStream().write(clientHello(version, suites));
      var answer = HexFormat.of().formatHex(rest(socket));
      assertThat(answer).as(what).matches("1503..000202" + alert);
    }
    try (var socket = connect()) {
      assertThat(hello(socket)).endsWith("hello 0");
    }
  }

  @Test
  void ht_18_refuses_another_handshake_on_the_same_connection() throws IOException {
    try (var socket = connect("TLSv1.2")) {
      hello(socket);
      assertThat(helloAfterAnotherHandshake(socket)).isEmpty();
    }
  }

  private static String helloAfterAnotherHandshake(SSLSocket socket) {
    try {
      socket.startHandshake();
      return hello(socket);
    } catch (IOException closed) {
      return "";
    }
  }

  private Socket plain() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(Patience.MILLIS);
    return socket;
  }

  /// Everything until the server closes, gently or not.
  private static byte[] rest(Socket socket) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException reset) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  @Test
  void plain_http_on_its_port_is_closed_without_an_answer() throws IOException {
    try (var socket = plain()) {
      socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
      assertThat(new String(rest(socket), ISO_8859_1)).doesNotContain("HTTP", "hello");
    }
    try (var socket = connect()) {
      assertThat(hello(socket)).endsWith("hello 0");
    }
  }

  /// Hands out a key, after a while for some.
  private static final class SlowKeys extends X509ExtendedKeyManager {
    private final dev.gatehouse.tls.TlsIdentity identity = identity();
    private final Semaphore slow = new Semaphore(0);
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal[] issuers, SSLEngine engine) {
      if (type.equals("EC") && slow.tryAcquire()) {
        waiting.release();
        try {
          release.await();
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
      }
      return type.equals("EC") ? "own" : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key();
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] type, Principal[] issuers, Socket socket) {
      return "";
    }
  }

  /// The arithmetic of a handshake is a millisecond; this one takes for ever, and there are more
  /// than selectors.
  @Test
  void ht_08_handshakes_keep_no_selector_from_its_other_connections() throws Exception {
    var keys = new SlowKeys();
    var context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, null, null);
    var slow = new ArrayList<Socket>();
    try (var own = start(context);
        var established = connect(own)) {
      hello(established);
      var hanging = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());
      keys.slow.release(hanging);
      for (int i = 0; i < hanging; i++) {
        var socket = connect(own);
        slow.add(socket);
        Thread.ofVirtual()
            .start(() -> {
              try {
                socket.startHandshake();
              } catch (IOException closed) {
                return;
              }
            });
      }
      keys.waiting.acquire(hanging);
      assertThat(hello(established)).endsWith("hello 0");
      for (int i = 0; i < hanging; i++) {
        try (var late = connect(own)) {
          assertThat(hello(late)).endsWith("hello 0");
        }
      }
      keys.release.countDown();
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void another_certificate_is_for_new_connections_and_no_session_of_the_old_is_resumed()
      throws IOException {
    var next = identity();
    try (var open = connect()) {
      hello(open);
      server.use(next.context());
      assertThat(hello(open)).endsWith("hello 0");
      try (var later = connect()) {
        hello(later);
        assertThat(later.getSession().getPeerCertificates()[0]).isEqualTo(next.certificate());
        assertThat(open.getSession().getPeerCertificates()[0]).isNotEqualTo(next.certificate());
      }
    }
  }
}
