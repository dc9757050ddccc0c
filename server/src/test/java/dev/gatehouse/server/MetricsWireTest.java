package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Scrape;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/metrics` over the wire: what each request moves, by how much, and what it never shows.
class MetricsWireTest {
  private static final String CANARY = "CANARYsecret0123456789";

  private static TestServer server;
  private static String pool;
  private static JsonObject client;

  @BeforeAll
  static void start() {
    server = TestServer.strict();
    pool = pool(server);
    client = client(server, pool);
    server.advance(
        Duration.ZERO); // What was made is read from the feed, and forgets no entry later.
    token("grant_type=client_credentials", secret());
    server.awaitLastUse();
    scrape(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String pool(TestServer at) {
    var id =
        at.cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    at.cognito("CreateUserPoolDomain", "{\"UserPoolId\":\"" + id + "\",\"Domain\":\"metrics\"}");
    at.cognito(
        "CreateResourceServer",
        "{\"UserPoolId\":\"%s\",\"Identifier\":\"r\",\"Name\":\"r\",\"Scopes\":[{\"ScopeName\":\"get\",\"ScopeDescription\":\"d\"}]}"
            .formatted(id));
    return id;
  }

  private static JsonObject client(TestServer at, String pool) {
    return at.cognito(
            "CreateUserPoolClient",
            "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",\"GenerateSecret\":true,\"AllowedOAuthScopes\":[\"r/get\"],\"AllowedOAuthFlowsUserPoolClient\":true,\"AllowedOAuthFlows\":[\"client_credentials\"]}"
                .formatted(pool))
        .object("UserPoolClient")
        .orElseThrow();
  }

  private static String id(JsonObject client) {
    return client.string("ClientId").orElseThrow();
  }

  private static String secret() {
    return client.string("ClientSecret").orElseThrow();
  }

  private static int token(String form, String secret) {
    return token(server, client, form, secret);
  }

  private static int token(TestServer at, JsonObject client, String form, String secret) {
    return at.postForm("/oauth2/token", form, "Authorization", TestServer.basic(id(client), secret))
        .status();
  }

  private static int describe(String pool) {
    return server
        .call(
            "AWSCognitoIdentityProviderService.DescribeUserPool",
            "cognito-idp",
            "{\"UserPoolId\":\"" + pool + "\"}")
        .status();
  }

  private static int unsigned(TestServer at, String target, String body) {
    return at.send(
            HttpRequest.newBuilder(URI.create(at.address() + "/"))
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body)))
        .status();
  }

  private static HttpRequest.Builder metrics(TestServer at) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:" + at.managementPort() + "/metrics"));
  }

  /// Shows all requests that were sent: each is counted a moment after its answer has left.
  private static Scrape scrape(TestServer at) {
    return Patience.until(
        "all requests are counted",
        () -> scrapeNow(at),
        scrape -> requests(scrape) == at.sent() - 1);
  }

  private static Scrape scrapeNow(TestServer at) {
    var answer = at.send(metrics(at));
    assertThat(answer.status()).isEqualTo(200);
    return Scrape.of(answer.body());
  }

  private static int requests(Scrape scrape) {
    return scrape.series().entrySet().stream()
        .filter(each -> each.getKey().startsWith("gatehouse_http_requests_total{"))
        .mapToInt(each -> each.getValue().intValue())
        .sum();
  }

  private static boolean isOfBackground(String series) {
    return series.startsWith("gatehouse_feed_")
        || series.contains("_connection_wait_")
        || series.startsWith("gatehouse_store_group_size_")
        || series.startsWith("gatehouse_store_commit_duration_");
  }

  /// What requests moved: not times, not the JVM, and not those for the metrics themselves.
  private static Map<String, Double> moved(Scrape before, Scrape after) {
    return after.since(before).entrySet().stream()
        .filter(each -> each.getKey().startsWith("gatehouse_"))
        .filter(each -> !each.getKey().contains("_sum") && !each.getKey().contains("_bucket"))
        .filter(each -> !isOfBackground(each.getKey()))
        .filter(each -> !each.getKey().contains("listener=\"management\""))
        .collect(
            Collectors.toMap(
                each -> each.getKey().replaceAll("provider=\"[^\"]*\"", "provider=\"any\""),
                Map.Entry::getValue,
                Double::sum,
                TreeMap::new));
  }

  @Test
  void each_request_moves_its_own_series_by_one() {
    var before = scrape(server);

    for (int i = 0; i < 3; i++) {
      assertThat(token("grant_type=client_credentials", secret())).isEqualTo(200);
    }
    assertThat(token("grant_type=client_credentials", "wrong")).isEqualTo(400);
    assertThat(token("grant_type=password", secret())).isEqualTo(400);
    assertThat(describe(pool)).isEqualTo(200);
    assertThat(describe("us-east-1_none")).isEqualTo(400);
    assertThat(unsigned(server, "AWSCognitoIdentityProviderService.DescribeUserPool", "{}"))
        .isEqualTo(400);
    assertThat(unsigned(server, "AWSCognitoIdentityProviderService.Nothing", "{}")).isEqualTo(400);
    client(server, pool);
    assertThat(server.get("/nothing").status()).isEqualTo(404);

    var after = scrape(server);
    assertThat(moved(before, after)).isEqualTo(expected());
    assertThat(after.since(before))
        .containsKeys(
            "gatehouse_store_group_size_count",
            "gatehouse_store_commit_duration_seconds_count",
            "gatehouse_http_requests_total{code=\"200\",listener=\"management\",route=\"/metrics\"}");
  }

  private static Map<String, Double> expected() {
    var all = new TreeMap<String, Double>();
    var http = "gatehouse_http_requests_total{code=\"%s\",listener=\"%s\",route=\"%s\"}";
    all.put(http.formatted("200", "public", "/oauth2/token"), 3.0);
    all.put(http.formatted("400", "public", "/oauth2/token"), 2.0);
    all.put(http.formatted("200", "public", "/"), 2.0);
    all.put(http.formatted("400", "public", "/"), 3.0);
    all.put(http.formatted("404", "public", "none"), 1.0);
    tokens(all);
    api(all);
    var refusals = "gatehouse_refusals_total{edge=\"%s\",reason=\"%s\"}";
    all.put(refusals.formatted("oauth", "wrong_secret"), 1.0);
    all.put(refusals.formatted("oauth", "unknown_grant"), 1.0);
    all.put(refusals.formatted("api", "pool_not_found"), 1.0);
    all.put(refusals.formatted("api", "missing_authentication_token"), 1.0);
    all.put(refusals.formatted("api", "unknown_operation"), 1.0);
    all.put("gatehouse_refusals_total{edge=\"http\",listener=\"public\",reason=\"no_route\"}", 1.0);
    return all;
  }

  private static void tokens(Map<String, Double> all) {
    var requests = "gatehouse_token_requests_total{code=\"%s\",grant=\"%s\"}";
    all.put(requests.formatted("200", "client_credentials"), 3.0);
    all.put(requests.formatted("400", "client_credentials"), 1.0);
    all.put(requests.formatted("400", "unknown"), 1.0);
    var durations = "gatehouse_token_request_duration_seconds_count{grant=\"%s\"}";
    all.put(durations.formatted("client_credentials"), 4.0);
    all.put(durations.formatted("unknown"), 1.0);
    all.put(
        "gatehouse_tokens_issued_total{client_id=\"%s\",token_use=\"access\"}"
            .formatted(id(client)),
        3.0);
    all.put(
        "gatehouse_signature_duration_seconds_count{algorithm=\"RS256\",provider=\"any\"}", 3.0);
    var cache = "gatehouse_cache_requests_total{cache=\"%s\",result=\"hit\"}";
    all.put(cache.formatted("client"), 4.0);
    all.put(cache.formatted("pool"), 4.0);
  }

  private static void api(Map<String, Double> all) {
    var requests = "gatehouse_api_requests_total{code=\"%s\",operation=\"%s\",service=\"%s\"}";
    all.put(requests.formatted("200", "DescribeUserPool", "cognito-idp"), 1.0);
    all.put(requests.formatted("400", "DescribeUserPool", "cognito-idp"), 2.0);
    all.put(requests.formatted("200", "CreateUserPoolClient", "cognito-idp"), 1.0);
    all.put(requests.formatted("400", "unknown", "unknown"), 1.0);
    var durations = "gatehouse_api_request_duration_seconds_count{operation=\"%s\",service=\"%s\"}";
    all.put(durations.formatted("DescribeUserPool", "cognito-idp"), 3.0);
    all.put(durations.formatted("CreateUserPoolClient", "cognito-idp"), 1.0);
    all.put(durations.formatted("unknown", "unknown"), 1.0);
    all.put("gatehouse_cache_requests_total{cache=\"access_key\",result=\"hit\"}", 3.0);
    all.put("gatehouse_store_duration_seconds_count{kind=\"read\"}", 2.0);
    all.put("gatehouse_store_duration_seconds_count{kind=\"write\"}", 1.0);
    all.put("gatehouse_audit_events_total{written=\"with_change\"}", 1.0);
  }

  /// HT-19, and design D19.
  @Test
  void ht_19_metrics_are_on_the_management_listener_alone() {
    assertThat(server.get("/metrics").status()).isEqualTo(404);
    assertThat(server.send(metrics(server).DELETE()).status()).isEqualTo(405);
    assertThat(server.send(metrics(server)).header("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void on_other_networks_a_scraper_may_ask_by_any_address() {
    try (var open = TestServer.strict("http.management.bind=0.0.0.0")) {
      var byAddress = URI.create("http://127.0.0.2:" + open.managementPort() + "/metrics");
      assertThat(open.send(HttpRequest.newBuilder(byAddress)).status()).isEqualTo(200);
    }
  }

  @Test
  void in_dev_mode_the_one_listener_has_them() {
    try (var dev = TestServer.dev()) {
      assertThat(dev.get("/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void open_metrics_is_answered_to_who_accepts_it() {
    var answer =
        server.send(
            metrics(server)
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));
    assertThat(answer.header("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.body())
        .contains("# TYPE gatehouse_tokens_issued counter\n")
        .endsWith("# EOF\n");
  }

  @Test
  void only_so_many_clients_have_a_series_of_their_own() {
    try (var small = TestServer.strict("metrics.clients-max=1")) {
      var its = pool(small);
      var first = client(small, its);
      var second = client(small, its);
      for (var each : new JsonObject[] {first, second, second}) {
        var right = each.string("ClientSecret").orElseThrow();
        assertThat(token(small, each, "grant_type=client_credentials", right)).isEqualTo(200);
      }
      var series = "gatehouse_tokens_issued_total{client_id=\"%s\",token_use=\"access\"}";
      assertThat(scrape(small).series())
          .containsEntry(series.formatted(id(first)), 1.0)
          .containsEntry(series.formatted("other"), 2.0)
          .doesNotContainKey(series.formatted(id(second)));
    }
  }

  @Test
  void in_07_in_08_nothing_that_a_caller_made_up_becomes_a_series() {
    try (var other = TestServer.strict("throttle.wrong-secrets.count=0")) {
      var its = client(other, pool(other));
      hostile(other, its, "first");
      scrape(other);
      var before = scrape(other);
      for (int i = 0; i < 20; i++) {
        hostile(other, its, CANARY + i);
      }
      var after = other.send(metrics(other)).body();

      var made = new TreeSet<>(Scrape.of(after).series().keySet());
      made.removeAll(before.series().keySet());
      // The JVM's own come with its first collection, the native provider's when it is loaded.
      made.removeIf(series -> series.startsWith("jvm_") || series.contains("provider=\""));
      assertThat(made).isEmpty();
      assertThat(after)
          .doesNotContain(CANARY)
          .doesNotContain(its.string("ClientSecret").orElseThrow())
          .doesNotContain(other.secretAccessKey());
    }
  }

  private static void hostile(TestServer at, JsonObject client, String text) {
    at.get("/" + text + "?" + text);
    at.get("/" + text + "/.well-known/jwks.json");
    at.get("/domains/" + text + "/oauth2/token");
    unsigned(at, text + "." + text, "{}");
    unsigned(at, "AWSCognitoIdentityProviderService." + text, "{}");
    unsigned(
        at,
        "AWSCognitoIdentityProviderService.GetClientToken",
        "{\"ClientId\":\"%s\",\"Secret\":\"%s\"}".formatted(text, "s".repeat(24)));
    var right = client.string("ClientSecret").orElseThrow();
    token(at, client, "grant_type=" + text, text);
    token(at, client, "grant_type=client_credentials&scope=" + text, right);
    token(at, client, "grant_type=client_credentials", text);
    at.postForm(
        "/oauth2/token", "grant_type=client_credentials&client_id=" + text + "&client_secret=x");
    at.postForm("/", "Action=" + text + "&Version=" + text);
    at.call("AWSCognitoIdentityProviderService.DescribeUserPool", "cognito-idp", "{\"" + text);
  }
}
