package dev.gatehouse.testkit;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers;
import dev.gatehouse.json.Json;
import dev.gatehouse.server.DataFolder;
import dev.gatehouse.server.EmbeddedGatehouse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/// A whole Gatehouse in this process, new and empty, with a clock of its own. Its data is in a
/// temporary folder, which [#close] removes. Thread-safe. In JUnit, [GatehouseExtension] starts and
/// closes it.
public final class InProcessGatehouse implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final TemporaryFolder folder;
  private final MovableClock clock;
  private final EmbeddedGatehouse server;
  private final AwsCredentials administrator;
  private final Clients clients;
  private final CognitoIdentityProviderClient cognito;
  private final CognitoIdentityProviderAsyncClient cognitoAsync;
  private final AtomicBoolean closed = new AtomicBoolean();

  private InProcessGatehouse(
      TemporaryFolder folder, MovableClock clock, EmbeddedGatehouse server, Region region) {
    this.folder = folder;
    this.clock = clock;
    this.server = server;
    administrator = administrator(server);
    clients = new Clients(server, clock, administrator, region);
    cognito = clients.cognito().build();
    cognitoAsync = clients.cognitoAsync().build();
  }

  /// Starts one with [GatehouseOptions#defaults].
  public static InProcessGatehouse start() {
    return start(GatehouseOptions.defaults());
  }

  /// Starts one; when it returns, it answers.
  ///
  /// @throws dev.gatehouse.config.SettingsException when a setting is wrong
  public static InProcessGatehouse start(GatehouseOptions options) {
    var settings = settings(options);
    var clock = new MovableClock(options.start().orElseGet(InProcessGatehouse::realTime));
    var env = new Env(clock, new SecureRandom());
    var folder = TemporaryFolder.make();
    try {
      var server =
          options.isListening()
              ? EmbeddedGatehouse.startListening(settings, folder.data(), env)
              : EmbeddedGatehouse.start(settings, folder.data(), env);
      var region = Region.of(settings.naming().regions().getFirst());
      return new InProcessGatehouse(folder, clock, server, region);
    } catch (RuntimeException failed) {
      folder.remove();
      throw failed;
    }
  }

  private static Instant realTime() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /// What the environment says concerns servers, not tests.
  private static Settings settings(GatehouseOptions options) {
    var all = new ArrayList<>(List.of("dev=true"));
    if (options.isListening()) {
      all.add("http.port=0");
    }
    all.addAll(options.settings());
    return Settings.of(SettingsReader.read(Optional.empty(), Map.of(), all));
  }

  private static AwsCredentials administrator(EmbeddedGatehouse server) {
    var key = DataFolder.adminKey(server.data()).orElseThrow();
    return AwsBasicCredentials.create(
        key.string("AccessKeyId").orElseThrow(), key.string("SecretAccessKey").orElseThrow());
  }

  /// The time of the server, of tokens and of signatures.
  public MovableClock clock() {
    return clock;
  }

  /// A client of the user-pool API with the administrator's key.
  public CognitoIdentityProviderClient cognito() {
    return cognito;
  }

  /// The same for code that does not wait.
  public CognitoIdentityProviderAsyncClient cognitoAsync() {
    return cognitoAsync;
  }

  /// Makes a client to be changed, for instance with other credentials; who builds it closes it.
  public CognitoIdentityProviderClientBuilder cognitoBuilder() {
    return clients.cognito();
  }

  /// The same for code that does not wait.
  public CognitoIdentityProviderAsyncClientBuilder cognitoAsyncBuilder() {
    return clients.cognitoAsync();
  }

  /// The administrator's key, new for each start.
  public AwsCredentials administrator() {
    return administrator;
  }

  /// What the server calls itself, for instance `http://localhost:9229`. Only with
  /// [GatehouseOptions#withPort] somebody listens there.
  public URI address() {
    return server.publicUrl();
  }

  /// The issuer of a pool's tokens, as its discovery document says.
  public String issuer(String poolId) {
    var discovery = document("/" + poolId + "/.well-known/openid-configuration");
    return Json.parseObject(discovery).string("issuer").orElseThrow();
  }

  /// The key set of a pool as JSON (RFC 7517 §5), for verifiers that take one as text.
  public String keySet(String poolId) {
    return document("/" + poolId + "/.well-known/jwks.json");
  }

  private String document(String path) {
    var answer = send("GET", path, Map.of(), "");
    if (answer.status() != 200) {
      throw new IllegalArgumentException(path + " answers " + answer.status());
    }
    return answer.body();
  }

  /// Asks the token endpoint for a machine's token. The client's pool needs a domain, as in
  /// Cognito.
  ///
  /// @param scopes full names, for instance `transactions/get`; none: all that the client may have
  /// @throws TokenRefusedException when it answers anything but 200
  public MachineToken token(String clientId, String clientSecret, String... scopes) {
    var form = "grant_type=client_credentials";
    if (scopes.length > 0) {
      form += "&scope=" + URLEncoder.encode(String.join(" ", scopes), StandardCharsets.UTF_8);
    }
    var user = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
    var headers =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(user),
            "Content-Type",
            "application/x-www-form-urlencoded");
    var answer = send("POST", "/oauth2/token", headers, form);
    if (answer.status() != 200) {
      throw new TokenRefusedException(answer);
    }
    return MachineToken.of(answer);
  }

  /// Sends any request, in memory.
  ///
  /// @param target path and query
  /// @param headers `Host` among them where it is a domain's; otherwise it is that of [#address]
  /// @param body sent as UTF-8
  public Answer send(String method, String target, Map<String, String> headers, String body) {
    var fields = Headers.NONE;
    if (headers.keySet().stream().noneMatch("host"::equalsIgnoreCase)) {
      fields = fields.with("Host", server.publicUrl().getRawAuthority());
    }
    for (var header : headers.entrySet()) {
      fields = fields.with(header.getKey(), header.getValue());
    }
    var bytes = body.isEmpty() ? NOTHING : body.getBytes(StandardCharsets.UTF_8);
    return Answer.of(server.exchange(method, target, fields, bytes));
  }

  /// Stops everything and removes the folder; no thread is left. A second call does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    cognitoAsync.close();
    cognito.close();
    server.close();
    folder.remove();
  }
}
