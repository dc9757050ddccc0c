package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Forty secrets and more, planted wherever a server takes one or makes one, rightly or by mistake;
/// none is in clear in what leaves it: database, write-ahead log, backup, log, metrics in both
/// forms, refusals (IN-07, KS-01, KS-08). Each is looked for as it is, in Base64, in hexadecimal
/// and escaped for a form.
class CanariesTest {
  private static final int PLANTED_MIN = 40;

  @TempDir Path temp;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final BlockingQueue<String> collected = new LinkedBlockingQueue<>();
  private final Map<String, String> planted = new LinkedHashMap<>();
  private final StringBuilder refusals = new StringBuilder();
  private HttpServer collector;
  private TestServer server;
  private String pool = "";

  @BeforeEach
  void start() throws IOException {
    Logging.start(context, new Settings.Log(LogFormat.JSON, LogLevel.DEBUG, true), log, false);
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          collected.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    server =
        TestServer.logged(
            AccessLog.toLogger(),
            "otel.endpoint=http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics",
            "otel.interval=50ms");
  }

  @AfterEach
  void stop() {
    server.close();
    collector.stop(0);
    context.reset();
    new LoggingBeforeSettings().configure(context);
  }

  @Test
  void in_07_ks_01_ks_08_no_planted_secret_is_in_clear_in_any_output() throws Exception {
    plantWhatIsKept();
    plantWhatIsSentByMistake();
    assertThat(planted).hasSizeGreaterThanOrEqualTo(PLANTED_MIN);
    assertThat(planted.values()).doesNotHaveDuplicates();

    for (var output : outputs().entrySet()) {
      assertThat(output.getValue())
          .as("%s has a known mark", output.getKey())
          .contains(mark(output.getKey()));
      planted.forEach((what, secret) ->
          forms(secret)
              .forEach(form ->
                  assertThat(output.getValue().contains(form))
                      .as("%s in the %s, as %s", what, output.getKey(), form)
                      .isFalse()));
    }
  }

  /// What each output must hold, or nothing was looked at.
  private static String mark(String output) {
    return switch (output) {
      case "database", "audit log" -> "FINDABLE";
      case "log" -> "\"operation\":\"CreateUserPoolClient\"";
      case "metrics", "collected metrics" -> "gatehouse_api_requests_total";
      case "refusals", "request log" -> "invalid_client";
      default -> "";
    };
  }

  private Map<String, String> outputs() throws Exception {
    var outputs = new LinkedHashMap<String, String>();
    outputs.put("database", files());
    var backup = temp.resolve("a.backup");
    var site = new Site(server.folder(), Optional.empty(), Optional.empty(), Optional.empty());
    Backups.write(site, backup, new Env(ManualClock.atStart(), new SecureRandom()), "test");
    outputs.put("backup", new String(Files.readAllBytes(backup), ISO_8859_1));
    outputs.put("metrics", metrics("text/plain"));
    outputs.put("open metrics", metrics("application/openmetrics-text"));
    collected.clear(); // One that was under way may not have everything.
    collected.poll(Patience.SECONDS, TimeUnit.SECONDS);
    outputs.put("collected metrics", collected.poll(Patience.SECONDS, TimeUnit.SECONDS));
    outputs.put("refusals", refusals.toString());
    outputs.put("request log", requestLog());
    outputs.put("audit log", auditLog());
    outputs.put("log", log.toString(UTF_8));
    return outputs;
  }

  /// RL-2 of the console: everything that was asked, with its reasons.
  private String requestLog() {
    var log =
        Patience.until(
            "the last request that was made by mistake",
            () -> server.extension("ListRequests", "{\"Limit\":1000}").toString(),
            text -> text.contains("MissingAuthenticationTokenException"));
    assertThat(log).doesNotContain("NextToken");
    return log;
  }

  /// AU-2 of the console: everything that was done and what was refused.
  private String auditLog() {
    var log =
        Patience.until(
            "the last call that was refused",
            () -> server.extension("ListAuditEvents", "{\"Limit\":1000}").toString(),
            text -> text.contains("SerializationException"));
    assertThat(log).doesNotContain("NextToken");
    return log;
  }

  private String metrics(String type) {
    return server
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + server.managementPort() + "/metrics"))
                .header("Accept", type))
        .body();
  }

  /// The administrator's key is for its owner to read.
  private String files() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.walk(server.folder())) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("admin-key.json")) {
          all.append(new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return all.toString();
  }

  private static List<String> forms(String secret) {
    var bytes = secret.getBytes(ISO_8859_1);
    var hex = HexFormat.of().formatHex(bytes);
    return List.of(
        secret,
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        hex,
        hex.toUpperCase(Locale.ROOT),
        URLEncoder.encode(secret, UTF_8));
  }

  private void plant(String what, Optional<String> secret) {
    planted.put(what, secret.orElseThrow());
  }

  /// Plants a secret that a client chooses; letters and digits, so that every form of it is whole.
  private String planted(String what) {
    var secret = "CANARY%02dx7Yq9Zr3Ws5Vt1Ku8Jp".formatted(planted.size());
    planted.put(what, secret);
    return secret;
  }

  private void plantWhatIsKept() throws IOException {
    var master = Files.readString(Path.of(server.folder() + ".key")).strip();
    planted.put("the master key", new String(Base64.getDecoder().decode(master), ISO_8859_1));
    planted.put("the administrator's secret key", server.secretAccessKey());
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"FINDABLE\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    server.cognito(
        "CreateUserPoolDomain", "{\"UserPoolId\":\"" + pool + "\",\"Domain\":\"canaries\"}");
    server.cognito(
        "CreateResourceServer",
        "{\"UserPoolId\":\"%s\",\"Identifier\":\"api\",\"Name\":\"api\",\"Scopes\":[{\"ScopeName\":\"read\",\"ScopeDescription\":\"read\"}]}"
            .formatted(pool));
    for (int i = 0; i < 5; i++) {
      var client = client("\"ClientSecret\":\"" + planted("a chosen client secret " + i) + "\"");
      plant("a second client secret " + i, secondSecret(client));
      plant("a token " + i, token(client).json().string("access_token"));
    }
    for (int i = 0; i < 5; i++) {
      plant(
          "a generated client secret " + i,
          client("\"GenerateSecret\":true").string("ClientSecret"));
      var key = server.extension("CreateAccessKey", "{}").object("AccessKey").orElseThrow();
      plant("an access key's secret " + i, key.string("SecretAccessKey"));
      var session =
          server.extension("CreateTemporaryCredentials", "{}").object("Credentials").orElseThrow();
      plant("a temporary secret key " + i, session.string("SecretAccessKey"));
      plant("a session token " + i, session.string("SessionToken"));
    }
    server.extension("RotateSigningKeys", "{\"UserPoolId\":\"" + pool + "\"}");
  }

  private JsonObject client(String secret) {
    return server
        .cognito(
            "CreateUserPoolClient",
            """
            {"UserPoolId":"%s","ClientName":"c",%s,"AllowedOAuthFlowsUserPoolClient":true,\
            "AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["api/read"]}\
            """
                .formatted(pool, secret))
        .object("UserPoolClient")
        .orElseThrow();
  }

  private Optional<String> secondSecret(JsonObject client) {
    return server
        .cognito(
            "AddUserPoolClientSecret",
            "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(pool, id(client)))
        .object("ClientSecretDescriptor")
        .flatMap(secret -> secret.string("ClientSecretValue"));
  }

  private static String id(JsonObject client) {
    return client.string("ClientId").orElseThrow();
  }

  private Answer token(JsonObject client) {
    return server.postForm(
        "/oauth2/token",
        "grant_type=client_credentials",
        "Authorization",
        TestServer.basic(id(client), client.string("ClientSecret").orElseThrow()));
  }

  /// Wherever somebody might put a secret who is wrong about the place, the syntax or the secret.
  private void plantWhatIsSentByMistake() {
    var id = id(client("\"GenerateSecret\":true"));
    form("", "Authorization", TestServer.basic(id, planted("a wrong secret in the header")));
    form("client_id=" + id + "&client_secret=" + planted("a wrong secret in the body"));
    form("client_id=" + id + "&client_secret=%zz" + planted("a secret in a broken form"));
    form("client_id=" + planted("a secret sent as the client"));
    form(
        "scope=" + planted("a secret sent as a scope"), "Authorization", TestServer.basic(id, "x"));
    form("client_assertion=" + planted("a secret in an assertion"));
    form("password=" + planted("a password") + "&username=u");
    form("refresh_token=" + planted("a refresh token"));
    form("", "Authorization", "Bearer " + planted("a bearer token"));
    form("", "Cookie", "session=" + planted("a cookie"));
    form("", "X-Forwarded-For", planted("a secret in a header of proxies"));
    note(
        server.postForm(
            "/oauth2/token?client_secret=" + planted("a secret in the query"),
            "grant_type=client_credentials"));
    form("x=" + planted("a secret in a form that is too long") + "&y=" + "y".repeat(20_000));
    api("{\"PoolName\":\"p\",\"Secret\":\"" + planted("an unknown member") + "\"}");
    api("{\"PoolName\":\"" + planted("a secret in broken JSON"));
    api("{\"PoolName\":\"%s\u0001\"}".formatted(planted("a secret with a control character")));
    api("[\"" + planted("a secret in a list") + "\"]");
    signed(
        new RequestSigner(
            server.accessKeyId(), planted("a wrong secret key"), "us-east-1", "cognito-idp"));
    header("X-Amz-Security-Token", planted("a session token that nobody issued"));
    header("Authorization", "AWS4-HMAC-SHA256 Credential=" + planted("a secret for a signature"));
    note(server.get("/?X-Amz-Signature=" + planted("a presigned address")));
  }

  private void form(String form, String... headers) {
    note(
        server.postForm(
            "/oauth2/token",
            "grant_type=client_credentials" + (form.isEmpty() ? "" : "&" + form),
            headers));
  }

  private void api(String body) {
    note(server.call("AWSCognitoIdentityProviderService.CreateUserPool", "cognito-idp", body));
  }

  private void signed(RequestSigner signer) {
    note(
        server.call(
            signer, "AWSCognitoIdentityProviderService.ListUserPools", "{\"MaxResults\":1}"));
  }

  private void header(String name, String value) {
    note(
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/"))
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(name, value)
                .POST(BodyPublishers.ofString("{\"MaxResults\":1}"))));
  }

  private void note(Answer answer) {
    refusals.append(answer.status()).append(answer.headers()).append(answer.body()).append('\n');
  }
}
