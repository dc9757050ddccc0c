package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestAuthority;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/2 frame by frame (RFC 9113): in clear, and over TLS, where ALPN chooses it.
@ParameterizedClass
@ValueSource(booleans = {false, true})
class Http2Test {
  private static final TestAuthority AUTHORITY = TestAuthority.make();

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM_AND_HEADERS = 5;
  private static final int END_HEADERS = 4;

  /// `:method` GET, `:scheme` http, `:path` /hello, `:authority` localhost (RFC 7541).
  private static final String GET_HELLO = "\u0082\u0086\u0004\u0006/hello\u0001\u0009localhost";

  /// The same with `:method` POST, whose body is still to come.
  private static final String POST_HELLO = "\u0083" + GET_HELLO.substring(1);

  @Parameter private boolean isSecured;

  private HttpServer server = start(false, Duration.ofMinutes(1));

  private static HttpServer start(boolean isSecured, Duration deadline) {
    var tls = isSecured ? Optional.of(AUTHORITY.issue().context()) : Optional.<SSLContext>empty();
    return HttpServer.start(
        new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE, tls),
        new Limits(8_192, deadline, Patience.MAX, 100, 50, 10, Duration.ofSeconds(1), 0),
        new Router(
            List.of(new Route("/hello", 0, r -> Response.of(200, "text/plain", r.authority()))),
            List.of(),
            List.of(),
            "localhost"::equals),
        new Env(InstantSource.system(), new Random(1)),
        AccessLog.NONE);
  }

  @BeforeEach
  void secure() {
    if (isSecured) {
      restart(Duration.ofMinutes(1));
    }
  }

  private void restart(Duration deadline) {
    server.close();
    server = start(isSecured, deadline);
  }

  /// A connection on which HTTP/2 may begin.
  private Wire connect() {
    return isSecured ? Wire.overTls(server, AUTHORITY.trust(), "h2") : Wire.to(server);
  }

  /// A handshake may take longer than the deadline: then another one.
  private Wire connectInTime() {
    var wires = new ArrayList<Wire>();
    Patience.until(
        "a handshake in time",
        () -> {
          try {
            return wires.add(connect());
          } catch (UncheckedIOException cut) {
            return false;
          }
        });
    return wires.getFirst();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private record Frame(int type, String payload) {}

  private static String frame(int type, int flags, int stream, String payload) {
    var head =
        new char[] {
          0,
          (char) (payload.length() >> 8),
          (char) (payload.length() & 0xff),
          (char) type,
          (char) flags,
          0,
          0,
          (char) (stream >> 8),
          (char) (stream & 0xff)
        };
    return new String(head) + payload;
  }

  private static Frame read(DataInputStream in) throws IOException {
    var length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    var type = in.readUnsignedByte();
    in.skipNBytes(5);
    var payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  /// The next frame of that type; those before it are skipped.
  private static Frame await(DataInputStream in, int type) throws IOException {
    var frame = read(in);
    while (frame.type != type) {
      frame = read(in);
    }
    return frame;
  }

  /// Whether the server says goodbye or closes, rather than serving on.
  private static boolean isRefused(Wire wire) throws IOException {
    var in = new DataInputStream(wire.socket().getInputStream());
    try {
      return await(in, GOAWAY).type == GOAWAY;
    } catch (java.io.EOFException | java.net.SocketException closed) {
      return true;
    }
  }

  @Test
  void serves_clients_that_begin_with_its_preface() throws IOException {
    expectHello();
  }

  private void expectHello() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      wire.send(frame(HEADERS, END_STREAM_AND_HEADERS, 1, GET_HELLO));
      var in = new DataInputStream(wire.socket().getInputStream());
      assertThat(await(in, HEADERS).payload()).as("status 200").contains("\u0088");
      assertThat(await(in, DATA)).isEqualTo(new Frame(DATA, "localhost"));
      wire.send(frame(HEADERS, END_STREAM_AND_HEADERS, 3, GET_HELLO));
      assertThat(await(in, DATA)).isEqualTo(new Frame(DATA, "localhost"));
    }
  }

  @Test
  void declines_the_upgrade_from_http_1() {
    var head = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n";
    var upgrade = head + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n";
    try (var wire =
        isSecured ? Wire.overTls(server, AUTHORITY.trust(), "http/1.1") : Wire.to(server)) {
      assertThat(wire.send(upgrade).until("\r\n\r\nlocalhost")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void ht_10_ends_a_connection_that_resets_its_requests() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      var attack = new StringBuilder();
      for (int stream = 1; stream < 4_000; stream += 2) {
        attack.append(frame(HEADERS, END_STREAM_AND_HEADERS, stream, GET_HELLO));
        attack.append(frame(RST_STREAM, 0, stream, "\0\0\0\u0008"));
      }
      sendAsFarAsTaken(wire, attack.toString());
      assertThat(isRefused(wire)).isTrue();
    }
    expectHello(); // Others are still served.
  }

  @Test
  void ht_10_ends_a_connection_that_floods_settings() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE);
      sendAsFarAsTaken(wire, frame(SETTINGS, 0, 0, "").repeat(2_000));
      assertThat(isRefused(wire)).isTrue();
    }
  }

  /// MadeYouReset (CVE-2025-8671): the client breaks its own streams so that the server resets
  /// them.
  @Test
  void ht_10_ends_a_connection_that_makes_the_server_reset() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      var attack = new StringBuilder();
      for (int stream = 1; stream < 4_000; stream += 2) {
        attack.append(frame(HEADERS, END_STREAM_AND_HEADERS, stream, GET_HELLO));
        attack.append(frame(WINDOW_UPDATE, 0, stream, "\u007f\u00ff\u00ff\u00ff"));
      }
      sendAsFarAsTaken(wire, attack.toString());
      assertThat(isRefused(wire)).isTrue();
    }
    expectHello();
  }

  @Test
  void ht_10_refuses_more_streams_than_it_offered() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      var in = new DataInputStream(wire.socket().getInputStream());
      assertThat(await(in, SETTINGS).payload())
          .as("SETTINGS_MAX_CONCURRENT_STREAMS 128")
          .contains("\0\u0003\0\0\0\u0080");
      for (int i = 0; i <= 128; i++) {
        wire.send(frame(HEADERS, END_HEADERS, 2 * i + 1, POST_HELLO));
      }
      var reset = await(in, RST_STREAM);
      assertThat(reset.payload()).as("REFUSED_STREAM").isEqualTo("\0\0\0\u0007");
    }
    expectHello();
  }

  @Test
  void ht_10_ends_a_connection_with_endless_headers() throws IOException {
    try (var wire = connect()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      wire.send(frame(HEADERS, 1, 1, GET_HELLO)); // Not the end of the headers.
      var more = "\0\u0001x~" + "y".repeat(126);
      sendAsFarAsTaken(wire, frame(CONTINUATION, 0, 1, more.repeat(50)).repeat(200));
      assertThat(isRefused(wire)).isTrue();
    }
  }

  @Test
  void ht_08_ends_a_connection_that_never_finishes_a_frame() throws IOException {
    restart(Duration.ofMillis(500));
    try (var wire = connectInTime()) {
      wire.send(PREFACE + frame(SETTINGS, 0, 0, ""));
      wire.send(frame(HEADERS, END_STREAM_AND_HEADERS, 1, GET_HELLO).substring(0, 12));
      assertThat(isRefused(wire)).isTrue();
    }
  }

  /// The server may close before it has read all.
  private static void sendAsFarAsTaken(Wire wire, String bytes) {
    try {
      wire.send(bytes);
    } catch (UncheckedIOException closed) {
      assertThat(closed.getCause()).isInstanceOf(java.net.SocketException.class);
    }
  }
}
