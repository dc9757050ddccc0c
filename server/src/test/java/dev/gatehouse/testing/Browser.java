package dev.gatehouse.testing;

import dev.gatehouse.aws.RequestDraft;
import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A page of the console as a browser runs it: it keeps the cookie, sends the header, and signs its
/// calls of the API with what it was given last.
public final class Browser {
  private final TestServer server;
  private final String console;
  private final List<String> more = new ArrayList<>();
  private Optional<String> cookie = Optional.empty();
  private JsonObject credentials = Json.parseObject("{}");

  private Browser(TestServer server, String console) {
    this.server = server;
    this.console = console;
  }

  /// One that reaches the management listener.
  public static Browser at(TestServer server) {
    return new Browser(server, "http://localhost:" + server.managementPort());
  }

  /// One that reaches the management listener over TLS.
  public static Browser overTls(TestServer server) {
    return new Browser(server, "https://localhost:" + server.managementPort());
  }

  /// Makes the first administrator, who is signed in here then.
  public static Browser setUp(TestServer server, String name, String password) {
    var browser = at(server);
    browser.require200(
        browser.post(
            "setup",
            "{\"Token\":\"%s\",\"Name\":\"%s\",\"Password\":\"%s\"}"
                .formatted(token(server.extension("CreateSetUpLink", "{}")), name, password)));
    return browser;
  }

  /// Adds an administrator, who is signed in here then.
  ///
  /// @param more members of the request, for instance `,"Pools":["us-east-1_a"]`
  public static Browser add(TestServer server, String name, String role, String more) {
    var made =
        server.extension(
            "CreateAdministrator",
            "{\"Name\":\"%s\",\"Role\":\"%s\"%s}".formatted(name, role, more));
    var browser = at(server);
    browser.require200(
        browser.post(
            "setup",
            "{\"Token\":\"%s\",\"Password\":\"correct horse battery\"}".formatted(token(made))));
    return browser;
  }

  /// The token of the link in an answer.
  public static String token(JsonObject answer) {
    return answer.string("SetUpLink").orElseThrow().replaceFirst(".*#/setup\\?token=", "");
  }

  /// Signs in with a password.
  public static Browser signIn(TestServer server, String name, String password) {
    var browser = at(server);
    browser.require200(browser.post("session", password(name, password)));
    return browser;
  }

  /// The body of a sign-in.
  public static String password(String name, String password) {
    return "{\"Name\":\"%s\",\"Password\":\"%s\"}".formatted(name, password);
  }

  private void require200(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
  }

  /// @param path below `/console/`
  public Answer post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)), "application/json");
  }

  public Answer get(String path) {
    return send(request(path).GET(), "");
  }

  public Answer delete(String path) {
    return send(request(path).DELETE(), "");
  }

  /// A request without any header, to be sent with [#sendAsIs].
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console + "/console/" + path));
  }

  private Answer send(HttpRequest.Builder request, String contentType) {
    request.header("X-Gatehouse-Console", "1");
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    return sendAsIs(request);
  }

  /// With the cookie, and nothing else.
  public Answer sendAsIs(HttpRequest.Builder request) {
    cookie.ifPresent(value -> request.header("Cookie", value));
    for (int i = 0; i < more.size(); i += 2) {
      request.header(more.get(i), more.get(i + 1));
    }
    var answer = server.send(request);
    answer.header("set-cookie").map(text -> text.split(";", 2)[0]).ifPresent(this::keep);
    if (answer.status() == 200 && answer.body().contains("\"Credentials\"")) {
      credentials = answer.json().object("Credentials").orElseThrow();
    }
    return answer;
  }

  private void keep(String pair) {
    cookie = pair.endsWith("=") ? Optional.empty() : Optional.of(pair);
  }

  /// Name and value of the cookie.
  public Optional<String> cookie() {
    return cookie;
  }

  /// Uses that cookie from now on.
  public Browser withCookie(String pair) {
    cookie = Optional.of(pair);
    return this;
  }

  /// Sends that with each request to the console, as a proxy in front of it does.
  ///
  /// @param headers name, value, name, value …
  public Browser behind(String... headers) {
    more.addAll(List.of(headers));
    return this;
  }

  public JsonObject credentials() {
    return credentials;
  }

  /// A signed call of the extension API by the page.
  public Answer extension(String operation, String body) {
    return call(server, "GatehouseService." + operation, "gatehouse", body);
  }

  /// A signed call of the user-pool API by the page.
  public Answer cognito(String operation, String body) {
    return call(server, "AWSCognitoIdentityProviderService." + operation, "cognito-idp", body);
  }

  /// A call signed by the page, to that server.
  public Answer call(TestServer node, String target, String service, String body) {
    var address = URI.create(node.address() + "/");
    var signing =
        new Signing(
            text("AccessKeyId"),
            text("SecretAccessKey"),
            node.clock().instant(),
            TestServer.REGION,
            service);
    var draft =
        RequestDraft.of(target, body)
            .set("Host", address.getAuthority())
            .add("X-Amz-Security-Token", text("SessionToken"))
            .sign(signing)
            .build();
    var request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(draft.body()));
    List<String> headers = new ArrayList<>();
    for (var field : draft.headers().without("Host").fields()) {
      headers.addAll(List.of(field.name(), field.value()));
    }
    return node.send(request.headers(headers.toArray(String[]::new)));
  }

  private String text(String member) {
    return credentials.string(member).orElseThrow();
  }
}
