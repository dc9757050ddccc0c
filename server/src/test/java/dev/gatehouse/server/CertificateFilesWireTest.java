package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestAuthority;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.tls.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a certificate from files, which somebody else replaces.
class CertificateFilesWireTest {
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final SSLContext TRUST = AUTHORITY.trust();

  private final ManualClock clock = ManualClock.at(Instant.now());

  @TempDir private Path temp;

  private static TlsIdentity identity(Instant at) {
    return AUTHORITY.issue(at);
  }

  private static TlsIdentity identity() {
    return identity(Instant.now());
  }

  private Path certificate() {
    return temp.resolve("chain.pem");
  }

  private Path key() {
    return temp.resolve("key.pem");
  }

  private void write(TlsIdentity identity) throws IOException {
    Files.writeString(certificate(), identity.certificatesPem());
    Files.writeString(key(), identity.keyPem());
    mode("rw-------");
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString(mode));
  }

  private TestServer start(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add("tls.certificate.file=" + certificate());
    all.add("tls.key.file=" + key());
    return TestServer.start(temp.resolve("data"), clock, all).trusting(TRUST);
  }

  private static X509Certificate shown(int port) throws IOException {
    try (var socket = (SSLSocket) TRUST.getSocketFactory().createSocket("localhost", port)) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void serves_everything_over_tls_and_names_https_in_what_it_publishes() throws IOException {
    write(identity());
    try (var server = start()) {
      assertThat(server.address()).isEqualTo("https://localhost:" + server.port());
      var pool =
          server
              .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
              .object("UserPool")
              .flatMap(made -> made.string("Id"))
              .orElseThrow();
      assertThat(server.get("/" + pool + "/.well-known/openid-configuration").json())
          .extracting(document -> document.string("issuer").orElseThrow())
          .isEqualTo(server.address() + "/" + pool);
      assertThat(server.extension("GetServerInfo", "{}").string("PublicUrl"))
          .contains(server.address());
    }
  }

  /// A proxy that connects over TLS itself: it names the host, and what is published stays https.
  @Test
  void az_40_a_trusted_proxy_over_tls_chooses_the_host_and_nobody_the_scheme() throws IOException {
    write(identity());
    try (var server =
        start("public-url=https://id.example.com", "http.trusted-proxies=127.0.0.1")) {
      assertThat(issuerFor(server, "id.example.com")).isEqualTo("https://id.example.com/");
      assertThat(issuerFor(server, "evil.example")).as("no such host").isEqualTo("404");
    }
    try (var server = start("public-url=https://id.example.com")) {
      assertThat(issuerFor(server, "evil.example")).isEqualTo("https://id.example.com/");
    }
  }

  /// The issuer that discovery names to a client behind a proxy, without the pool; or the status.
  private static String issuerFor(TestServer server, String forwardedHost) {
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    var discovery = server.address() + "/" + pool + "/.well-known/openid-configuration";
    var answer =
        server.send(
            HttpRequest.newBuilder(URI.create(discovery))
                .header("X-Forwarded-Host", forwardedHost)
                .header("X-Forwarded-Proto", "http"));
    return answer.status() == 200
        ? answer.json().string("issuer").orElseThrow().replace(pool, "")
        : String.valueOf(answer.status());
  }

  @Test
  void the_management_listener_of_loopback_speaks_in_clear_unless_told_otherwise()
      throws IOException {
    write(identity());
    try (var server = start()) {
      assertThat(liveStatus(server, "http")).isEqualTo(200);
    }
    try (var server = start("tls.management=on")) {
      assertThat(liveStatus(server, "https")).isEqualTo(200);
    }
  }

  private static int liveStatus(TestServer server, String scheme) {
    var management = URI.create(scheme + "://localhost:" + server.managementPort());
    return server.send(HttpRequest.newBuilder(management.resolve("/health/live"))).status();
  }

  private void expectRefused(String message) {
    assertThatThrownBy(this::start).isInstanceOf(StartRefusedException.class).hasMessage(message);
  }

  @Test
  void rl_57_a_bad_certificate_stops_the_start_with_one_clear_sentence() throws IOException {
    expectRefused("The certificate file " + certificate() + " cannot be read.");
    Files.writeString(certificate(), "not PEM");
    expectRefused("The key file " + key() + " cannot be read.");
    Files.writeString(key(), "not PEM");
    mode("rw-------");
    expectRefused("The certificate file " + certificate() + " holds no certificate.");
    Files.writeString(certificate(), identity().certificatesPem());
    expectRefused("The key file " + key() + " holds no private key.");
    Files.writeString(key(), identity().keyPem());
    expectRefused("The key file " + key() + " does not belong to the certificate.");
    write(identity());
    start().close();
  }

  @Test
  void ks_02_a_key_that_everybody_can_read_is_refused_and_one_for_a_group_is_not()
      throws IOException {
    write(identity());
    for (var open : List.of("rw----r--", "rw-----w-", "rw--w----")) {
      mode(open);
      expectRefused(
          "The key file "
              + key()
              + " can be read or changed by others. Make it yours, or readable by a group: chmod"
              + " 640 "
              + key());
    }
    for (var closed : List.of("r--------", "rw-r-----")) {
      mode(closed);
      start().close();
    }
  }

  @Test
  void rl_30_another_certificate_is_shown_to_the_next_client_and_the_open_ones_go_on()
      throws Exception {
    var first = identity();
    var second = identity();
    write(first);
    try (var server = start();
        var log = new LogLines()) {
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      assertThat(shown(server.port())).isEqualTo(first.certificate());
      write(second);
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(second.certificate());
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      server.renewCertificate();
      assertThat(log.with("certificate is replaced"))
          .containsExactly(
              "INFO the certificate is replaced: O=Gatehouse, CN=localhost, valid until "
                  + second.validUntil());
    }
  }

  /// The certificate comes first, the key a moment later; the node looks in between, twice.
  @Test
  void rl_30_rl_45_half_a_pair_changes_nothing_and_is_warned_of_once() throws IOException {
    var first = identity();
    var second = identity();
    write(first);
    try (var server = start();
        var log = new LogLines()) {
      Files.writeString(certificate(), second.certificatesPem());
      server.renewCertificate();
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(first.certificate());
      assertThat(log.with("not replaced"))
          .containsExactly(
              "WARN the certificate is not replaced. The key file "
                  + key()
                  + " does not belong to the certificate.");
      Files.writeString(key(), second.keyPem());
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(second.certificate());
    }
  }

  @Test
  void rl_30_what_is_worse_than_what_is_served_does_not_take_its_place() throws IOException {
    var first = identity();
    write(first);
    try (var server = start();
        var log = new LogLines()) {
      var ended = identity(Instant.now().minus(Duration.ofDays(100)));
      write(ended);
      server.renewCertificate();
      write(identity());
      mode("rw-r--r--");
      server.renewCertificate();
      Files.delete(key());
      server.renewCertificate();
      Files.writeString(certificate(), identity().certificatesPem().substring(0, 300));
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(first.certificate());
      assertThat(log.with("the certificate is not replaced"))
          .extracting(line -> line.replace(temp.toString(), ""))
          .containsSubsequence( // Half a pair, too, where the node looks by itself meanwhile.
              "WARN the certificate is not replaced: the new one is valid from "
                  + ended.validFrom()
                  + " until "
                  + ended.validUntil(),
              "WARN the certificate is not replaced. The key file /key.pem can be read or changed by"
                  + " others. Make it yours, or readable by a group: chmod 640 /key.pem",
              "WARN the certificate is not replaced. The key file /key.pem cannot be read.",
              "WARN the certificate is not replaced. The key file /key.pem cannot be read.");
      write(first);
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(first.certificate());
    }
  }

  @Test
  void warns_before_the_certificate_ends_and_when_it_has_once_each() throws IOException {
    write(identity());
    try (var server = start();
        var log = new LogLines()) {
      for (int day = 0; day < 100; day++) {
        clock.advance(Duration.ofDays(1));
        server.renewCertificate();
      }
      assertThat(log.with("the certificate"))
          .extracting(line -> line.replaceAll("at .*;", "at …;"))
          .containsExactly(
              "WARN the certificate ends at …; renew it",
              "WARN the certificate has ended at …; renew it");
      write(identity(clock.instant()));
      server.renewCertificate();
      assertThat(log.with("the certificate is valid")).hasSize(1);
    }
  }

  @Test
  void a_start_with_a_certificate_that_has_ended_is_warned_of_and_mended_while_it_runs()
      throws IOException {
    write(identity(Instant.now().minus(Duration.ofDays(100))));
    try (var log = new LogLines();
        var server = start()) {
      assertThat(log.with("has ended")).hasSize(1);
      var good = identity();
      write(good);
      server.renewCertificate();
      assertThat(shown(server.port())).isEqualTo(good.certificate());
    }
  }

  /// Clients with connections of both protocols and ones that connect anew for each request, while
  /// the certificate changes under them.
  @Test
  void rl_30_no_request_fails_while_the_certificate_is_replaced() throws Exception {
    write(identity());
    try (var server = start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stop = new AtomicBoolean();
      var running = new CountDownLatch(3);
      var clients = new ArrayList<Future<Integer>>();
      for (var version : HttpClient.Version.values()) {
        clients.add(threads.submit(() -> askOverOne(version, server, running, stop)));
      }
      clients.add(threads.submit(() -> askOverMany(server, running, stop)));
      Patience.await(running);
      for (int i = 0; i < 20; i++) {
        write(identity());
        server.renewCertificate();
      }
      stop.set(true);
      for (var client : clients) {
        assertThat(client.get()).isPositive();
      }
    }
  }

  private static int askOverOne(
      HttpClient.Version version, TestServer server, CountDownLatch running, AtomicBoolean stop)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().sslContext(TRUST).version(version).build()) {
      var request = HttpRequest.newBuilder(URI.create(server.address() + "/health/ready")).build();
      int answers = 0;
      while (!stop.get()) {
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        if (answers++ == 0) {
          running.countDown();
        }
      }
      return answers;
    }
  }

  private static int askOverMany(TestServer server, CountDownLatch running, AtomicBoolean stop)
      throws IOException {
    var request =
        "GET /health/ready HTTP/1.1\r\nHost: localhost:"
            + server.port()
            + "\r\nConnection: close\r\n\r\n";
    int answers = 0;
    while (!stop.get()) {
      try (var socket = TRUST.getSocketFactory().createSocket("localhost", server.port())) {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
      }
      if (answers++ == 0) {
        running.countDown();
      }
    }
    return answers;
  }

  @Test
  void plain_http_beyond_loopback_is_warned_of_in_strict_mode_unless_a_proxy_is_named() {
    var inClear = "secrets and tokens cross the network in clear";
    try (var log = new LogLines()) {
      TestServer.strict("http.bind=0.0.0.0").close();
      assertThat(log.with(inClear)).hasSize(1);
    }
    try (var log = new LogLines()) {
      TestServer.strict().close();
      TestServer.strict("http.bind=0.0.0.0", "http.trusted-proxies=10.0.0.7").close();
      TestServer.strict("http.bind=0.0.0.0", "public-url=https://id.example.com").close();
      assertThat(log.with(inClear)).isEmpty();
    }
  }
}
