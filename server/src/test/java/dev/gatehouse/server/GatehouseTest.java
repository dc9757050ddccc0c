package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The assembled server: what answers where, and what a start refuses.
class GatehouseTest {
  @TempDir private Path temp;

  private TestServer start(String name, String... settings) {
    return TestServer.start(temp.resolve(name), ManualClock.atStart(), List.of(settings));
  }

  /// The status line of a bare request with that `Host`.
  private static String statusFor(int port, String host) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      var request =
          "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void says_where_it_listens_while_it_runs_and_leaves_nothing_behind() {
    var data = temp.resolve("data");
    try (var server = start("data")) {
      var said = DataFolder.runningServer(data).orElseThrow();
      assertThat(said.string("Address")).contains("http://localhost:" + server.port());
      assertThat(said.string("Mode")).contains("strict");
      assertThat(server.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    }
    assertThat(data.resolve("server.json")).doesNotExist();
    try (var again = start("data")) {
      assertThat(again.cognito("ListUserPools", "{\"MaxResults\":1}").strings("UserPools"))
          .isEmpty();
    }
  }

  @Test
  void state_is_there_after_a_restart() {
    String pool;
    try (var server = start("data")) {
      pool =
          server
              .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
              .object("UserPool")
              .flatMap(made -> made.string("Id"))
              .orElseThrow();
    }
    try (var server = start("data")) {
      var described = server.cognito("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}");
      assertThat(described.object("UserPool").orElseThrow().string("Name")).contains("a");
    }
  }

  /// Design D19.
  @Test
  void the_management_listener_answers_the_extension_api_and_health_alone() {
    try (var server = start("data")) {
      var management = "http://localhost:" + server.managementPort();
      assertThat(server.managementPort()).isNotEqualTo(server.port());
      assertThat(status(server, management + "/health/live", "")).isEqualTo(200);
      assertThat(status(server, management + "/", "GatehouseService.GetServerInfo")).isEqualTo(400);
      assertThat(
              status(server, management + "/", "AWSCognitoIdentityProviderService.ListUserPools"))
          .isEqualTo(404);
      var info = server.extension("GetServerInfo", "{}");
      assertThat(info.string("Mode")).contains("strict");
      assertThat(info.string("DomainSuffix")).contains("localhost");
      assertThat(info.string("Issuer")).contains("public-url");
      assertThat(info.bool("Inbox")).contains(false);
    }
  }

  private static int status(TestServer server, String uri, String target) {
    var request = HttpRequest.newBuilder(URI.create(uri));
    if (!target.isEmpty()) {
      request
          .header("X-Amz-Target", target)
          .header("Content-Type", "application/x-amz-json-1.1")
          .POST(BodyPublishers.ofString("{}"));
    }
    return server.send(request).status();
  }

  @Test
  void az_40_an_unknown_host_is_refused() throws IOException {
    try (var server = start("data", "public-url=https://id.example.com")) {
      int port = server.port();
      for (var host : List.of("localhost:", "127.0.0.1:", "[::1]:")) {
        assertThat(statusFor(port, host + port)).as(host).isEqualTo("HTTP/1.1 400 Bad Request");
      }
      assertThat(statusFor(port, "id.example.com")).isEqualTo("HTTP/1.1 400 Bad Request");
      for (var host :
          List.of("evil.example", "localhost", "localhost:1", "id.example.com:" + port)) {
        assertThat(statusFor(port, host)).as(host).isEqualTo("HTTP/1.1 404 Not Found");
      }
    }
  }

  /// Security reference 1.4 (b).
  @Test
  void dev_mode_shows_in_every_answer_and_strict_mode_does_not() {
    try (var dev = start("dev", "dev=true")) {
      assertThat(dev.get("/health/live").header("Gatehouse-Mode")).contains("dev");
      assertThat(dev.call("x.y", "gatehouse", "{}").header("Gatehouse-Mode")).contains("dev");
      assertThat(dev.managementPort()).isEqualTo(dev.port());
    }
    try (var strict = start("strict")) {
      assertThat(strict.get("/health/live").header("Gatehouse-Mode")).isEmpty();
    }
  }

  /// Security reference 1.4 (c).
  @Test
  void strict_mode_refuses_a_folder_of_dev_mode_and_gives_it_free() {
    start("data", "dev=true").close();
    assertThatThrownBy(() -> start("data"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("was used in dev mode");
    start("data", "dev=true").close();
  }

  @Test
  void rl_57_a_taken_port_is_refused_with_the_name_of_who_has_it_and_the_folder_is_free_again()
      throws IOException {
    try (var socket = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      var setting = "http.port=" + socket.getLocalPort();
      assertThatThrownBy(() -> start("data", setting))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(
              "Port %d is in use by process %d (java)"
                  .formatted(socket.getLocalPort(), ProcessHandle.current().pid()));
    }
    start("data").close();
  }

  @Test
  void rl_57_a_taken_management_port_leaves_the_public_one_free() throws IOException {
    var open = FreePort.find();
    try (var socket = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() ->
              start("data", "http.port=" + open, "http.management.port=" + socket.getLocalPort()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageStartingWith("Port %d is in use by".formatted(socket.getLocalPort()))
          .hasMessageEndingWith("name another port with --set http.management.port=PORT.");
    }
    start("data", "http.port=" + open).close();
  }

  @Test
  void rl_57_an_address_that_the_machine_does_not_have_is_refused_by_name() {
    assertThatThrownBy(
            () -> start("data", "http.bind=192.0.2.1", "public-url=https://auth.example.com"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("Cannot listen on 192.0.2.1, port 0: Cannot assign requested address.");
    start("data").close();
  }

  @Test
  void ks_02_every_file_of_a_running_server_is_for_its_owner_only() throws IOException {
    try (var server = start("data")) {
      server.cognito("CreateUserPool", "{\"PoolName\":\"a\"}");
      try (var files = Files.list(server.folder())) {
        assertThat(files.toList())
            .extracting(file -> file.getFileName() + " " + mode(file))
            .allMatch(line -> line.endsWith(" rw-------"));
      }
    }
  }

  private static String mode(Path file) {
    try {
      return java.nio.file.attribute.PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
