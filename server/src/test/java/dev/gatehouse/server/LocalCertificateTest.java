package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Trust;
import dev.gatehouse.tls.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--tls dev` over the wire.
class LocalCertificateTest {
  private final ManualClock clock = ManualClock.at(Instant.now());

  @TempDir private Path temp;

  private TestServer start(String... settings) throws IOException {
    var all = new ArrayList<>(List.of("tls.mode=dev"));
    all.addAll(List.of(settings));
    var server = TestServer.start(temp.resolve("data"), clock, all);
    return server.trusting(Trust.in(Files.readString(file("authority.pem"))));
  }

  private Path file(String name) {
    return temp.resolve("data/tls").resolve(name);
  }

  private X509Certificate authority() throws IOException {
    return TlsIdentity.certificates(Files.readString(file("authority.pem"))).getFirst();
  }

  private X509Certificate shown(TestServer server) throws IOException {
    var factory = Trust.in(Files.readString(file("authority.pem"))).getSocketFactory();
    try (var socket = (SSLSocket) factory.createSocket("localhost", server.port())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void clients_that_trust_the_authority_reach_every_address_of_this_machine() throws Exception {
    try (var server = start()) {
      assertThat(server.address()).isEqualTo("https://localhost:" + server.port());
      for (var host : List.of("localhost", "127.0.0.1")) {
        var uri = URI.create("https://" + host + ":" + server.port() + "/health/ready");
        assertThat(server.send(HttpRequest.newBuilder(uri)).status()).as(host).isEqualTo(200);
      }
      assertThat(shown(server).getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .containsExactlyInAnyOrder(
              "localhost",
              "*.localhost",
              "*.auth.us-east-1.localhost",
              "127.0.0.1",
              "0:0:0:0:0:0:0:1");
    }
  }

  @Test
  void ks_02_its_files_are_for_their_owner_only() throws IOException {
    start().close();
    assertThat(mode(file(""))).isEqualTo("rwx------");
    try (var files = Files.list(file(""))) {
      assertThat(files.map(file -> file.getFileName() + " " + mode(file)).sorted())
          .containsExactly(
              "authority.key rw-------",
              "authority.pem rw-------",
              "bundle.pem rw-------",
              "server.key rw-------",
              "server.pem rw-------");
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void the_next_start_shows_the_same_certificate_and_other_names_another_one() throws Exception {
    X509Certificate first;
    X509Certificate authority;
    try (var server = start()) {
      first = shown(server);
      authority = authority();
    }
    try (var server = start()) {
      assertThat(shown(server)).isEqualTo(first);
    }
    try (var server = start("regions=us-east-1,eu-west-1")) {
      assertThat(shown(server).getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .contains("*.auth.us-east-1.localhost", "*.auth.eu-west-1.localhost");
    }
    try (var server = start("public-url=https://id.localhost:8443")) {
      assertThat(shown(server).getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .contains("id.localhost");
    }
    assertThat(authority()).as("whom clients trust").isEqualTo(authority);
  }

  @Test
  void the_certificate_is_renewed_a_month_before_its_end_while_the_server_runs()
      throws IOException {
    try (var server = start()) {
      var first = shown(server);
      var authority = authority();
      clock.advance(Duration.ofDays(59));
      server.renewCertificate();
      assertThat(shown(server)).isEqualTo(first);
      clock.advance(Duration.ofDays(2));
      server.renewCertificate();
      var end = TlsIdentity.certificates(Files.readString(file("server.pem"))).getFirst();
      assertThat(end.getNotAfter().toInstant())
          .isAfter(first.getNotAfter().toInstant().plus(Duration.ofDays(59)));
      assertThat(authority()).isEqualTo(authority);
    }
  }

  @Test
  void an_authority_that_is_broken_or_near_its_end_is_made_anew_and_that_is_said()
      throws IOException {
    start().close();
    var first = authority();
    Files.writeString(file("authority.key"), "broken");
    try (var log = new LogLines();
        var server = start()) {
      assertThat(authority()).isNotEqualTo(first);
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      assertThat(log.with("a local authority was made in")).hasSize(1);
    }
    var second = authority();
    clock.advance(Duration.ofDays(3_560));
    start().close();
    assertThat(authority()).isNotEqualTo(second);
  }

  /// A browser would apply it to every other server on localhost.
  @Test
  void answers_on_localhost_do_not_ask_browsers_to_remember_https() throws IOException {
    try (var server = start()) {
      var answer = server.postForm("/oauth2/token", "grant_type=client_credentials");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("X-Frame-Options")).contains("DENY");
      assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }
    try (var server = TestServer.strict("public-url=https://id.example.com")) {
      var answer =
          server.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/oauth2/token"))
                  .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
      assertThat(answer.header("Strict-Transport-Security"))
          .contains("max-age=31536000 ; includeSubDomains");
    }
  }
}
