package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the console is: on the management listener (design D19). The class path of these tests has
/// no console, so that its address answers how to get one.
class ConsoleFilesWireTest {
  private static final String LIST_POOLS = "AWSCognitoIdentityProviderService.ListUserPools";

  private static TestServer server;
  private static String management;

  @BeforeAll
  static void start() {
    server = TestServer.strict();
    management = "http://localhost:" + server.managementPort();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_console_is_on_the_management_listener_alone() {
    var answer = get(management + "/console/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<h1>This build has no console</h1>");
    assertThat(answer.header("content-type")).contains("text/html; charset=utf-8");
    assertThat(answer.header("cache-control")).contains("no-cache");
    for (var path : List.of("/console/", "/console", "/cognito/users/")) {
      assertThat(get(server.address() + path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void in_dev_mode_it_is_where_everything_is() {
    try (var dev = TestServer.dev()) {
      assertThat(dev.managementPort()).isEqualTo(dev.port());
      assertThat(dev.get("/console/user-pools").body()).contains("This build has no console");
      assertThat(dev.get("/console/").header("gatehouse-mode")).contains("dev");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/console,/console/",
    "/console?region=us-east-1,/console/?region=us-east-1",
    "/cognito/users/?region=us-east-1,/console/cognito/users/?region=us-east-1",
    "/cognito/v2/idp/user-pools/us-east-1_a1B2c3D4e/app-clients,"
        + "/console/cognito/v2/idp/user-pools/us-east-1_a1B2c3D4e/app-clients"
  })
  void addresses_of_amazons_console_lead_to_this_one(String address, String target) {
    var answer = get(management + address);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).contains(target);
  }

  /// UI-16: whatever is asked for, the target is a path of the console.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cognito//evil.example",
        "/cognito/%2f%2fevil.example",
        "//evil.example/cognito/"
      })
  void ui_16_no_address_leads_elsewhere(String path) throws IOException {
    assertThat(raw(path)).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/..%2fadmin-key.json",
        "/console/%2e%2e/admin-key.json",
        "/console/..;/admin-key.json",
        "/console/../admin-key.json",
        "/console/..\\admin-key.json",
        "/console/C:\\Windows\\win.ini",
        "/console/WEB-INF/web.xml",
        "/console/META-INF/MANIFEST.MF",
        "/console/.git/config",
        "/console/assets/index.js.map",
        "/console/files.tsv",
        "/console//index.html"
      })
  void ui_17_no_file_is_there_but_those_of_the_build(String path) throws IOException {
    assertThat(raw(path)).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
  }

  /// The HTTP layer refuses it before any route is looked for.
  @Test
  void ui_17_a_null_in_a_path_is_no_request() throws IOException {
    assertThat(raw("/console/a%00.js")).startsWith("HTTP/1.1 400 ");
  }

  /// The page calls its own origin alone (UI-03): both APIs are there, what is unsigned is not.
  @Test
  void the_page_reaches_the_api_where_it_came_from() {
    var uri = URI.create(management + "/");
    var body = "{\"MaxResults\":60}".getBytes(UTF_8);
    var signer =
        new RequestSigner(
            server.accessKeyId(), server.secretAccessKey(), TestServer.REGION, "cognito-idp");
    var signed = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    signer.sign(uri, LIST_POOLS, body, server.clock().instant()).forEach(signed::setHeader);
    var unsigned =
        HttpRequest.newBuilder(uri)
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth")
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofString("{}"));

    assertThat(server.send(signed).body()).isEqualTo("{\"UserPools\":[]}");
    assertThat(server.send(unsigned).status()).isEqualTo(404);
  }

  /// Operations of users take no signature, and check none that comes along (users §1.2).
  @ParameterizedTest
  @CsvSource({"InitiateAuth,404", "SignUp,404", "GetUser,404", "ListUserPools,400"})
  void what_takes_no_signature_is_not_there_with_a_made_up_one_either(String name, int status) {
    var madeUp =
        HttpRequest.newBuilder(URI.create(management + "/"))
            .header("Authorization", "AWS4-HMAC-SHA256 x")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + name)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofString("{}"));

    assertThat(server.send(madeUp).status()).isEqualTo(status);
  }

  private static TestServer.Answer get(String address) {
    return server.send(HttpRequest.newBuilder(URI.create(address)));
  }

  /// One request in a spelling that no client library would let through.
  private static String raw(String path) throws IOException {
    int port = server.managementPort();
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(Patience.MILLIS);
      var head = "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.formatted(path, port).getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
