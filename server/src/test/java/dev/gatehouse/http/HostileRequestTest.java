package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestAuthority;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Requests that no well-behaved client sends, in clear and over TLS: refused with the right
/// status, and nothing that was smuggled in one is ever run (HT-01 to HT-07).
class HostileRequestTest {
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final String GET = "GET /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final HttpServer server = start(Optional.empty());
  private @Nullable HttpServer secured;

  private static HttpServer start(Optional<SSLContext> tls) {
    var routes =
        List.of(
            new Route(
                "/echo",
                65_536,
                r -> Response.of(200, "text/plain", new String(r.body(), ISO_8859_1))),
            new Route("/second", 0, _ -> Response.of(200, "text/plain", "SECOND")));
    return HttpServer.start(
        new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE, tls),
        new Limits(
            16_384, Duration.ofMinutes(1), Patience.MAX, 100, 20, 4, Duration.ofSeconds(1), 0),
        new Router(routes, List.of(), List.of(), _ -> true),
        new Env(InstantSource.system(), new SecureRandom()),
        AccessLog.NONE);
  }

  @AfterEach
  void stop() {
    server.close();
    if (secured != null) {
      secured.close();
    }
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
      secured = start(Optional.of(AUTHORITY.issue().context()));
    }
    return Wire.overTls(secured, AUTHORITY.trust(), "http/1.1").socket();
  }

  private void expectRefused(Hostile row, Supplier<Socket> connect) throws IOException {
    try (var socket = connect.get()) {
      RawAnswer.send(socket, row.request);
      var ends = row.name.matches("ht_0[1-5].*");
      var answer = new RawAnswer(ends ? RawAnswer.rest(socket) : RawAnswer.read(socket));
      assertThat(answer.status()).as(answer.raw()).isIn(row.statuses);
      assertThat(answer.body()).as("no page, no banner (HT-20)").isEmpty();
      assertThat(answer.raw()).doesNotContain("SECOND").doesNotContainIgnoringCase("jetty");
    }
  }
}
