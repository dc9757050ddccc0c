package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The machine-to-machine story over the API: a pool, a domain, a resource server with two scopes
/// and a confidential client. What an earlier start made is found by its name and used again.
record QuickstartStory(Api api) {
  static final List<String> SCOPES = List.of("transactions/get", "transactions/post");

  private static final String NAME = "quickstart";
  private static final String IDENTIFIER = "transactions";
  private static final int PAGE = 60;

  /// What a service needs to get a token.
  record Actors(String pool, String domain, String client, String secret) {
    /// Says nothing of the secret.
    @Override
    public String toString() {
      return "Actors[" + pool + ", " + client + "]";
    }
  }

  /// Makes what is missing.
  Actors prepare() {
    var pool = pool();
    var domain = domain(pool);
    resourceServer(pool);
    var client = client(pool);
    return new Actors(
        pool,
        domain,
        client.string("ClientId").orElseThrow(),
        client.string("ClientSecret").orElseThrow());
  }

  private String pool() {
    return new ClientFinder(api)
        .pools().stream()
            .filter(pool -> pool.string("Name").filter(NAME::equals).isPresent())
            .findFirst()
            .or(() ->
                call("CreateUserPool", JsonValue.object().put("PoolName", NAME)).object("UserPool"))
            .flatMap(pool -> pool.string("Id"))
            .orElseThrow();
  }

  private String domain(String pool) {
    var described =
        call("DescribeUserPool", JsonValue.object().put("UserPoolId", pool)).object("UserPool");
    return described
        .flatMap(found -> found.string("Domain"))
        .orElseGet(() -> createDomain(pool, NAME));
  }

  /// The plain prefix; with the end of the pool's id where another pool has that one.
  private String createDomain(String pool, String prefix) {
    var request = JsonValue.object().put("UserPoolId", pool).put("Domain", prefix);
    try {
      call("CreateUserPoolDomain", request);
      return prefix;
    } catch (CommandFailure taken) {
      if (!prefix.equals(NAME)) {
        throw taken;
      }
      var end = pool.substring(pool.indexOf('_') + 1).toLowerCase(Locale.ROOT);
      return createDomain(pool, NAME + "-" + end);
    }
  }

  private void resourceServer(String pool) {
    var named = JsonValue.object().put("UserPoolId", pool).put("Identifier", IDENTIFIER);
    try {
      call("DescribeResourceServer", named);
    } catch (CommandFailure missing) {
      if (missing.exitCode() != ExitCode.NOT_FOUND) {
        throw missing;
      }
      var scopes =
          List.<JsonValue>of(
              scope("get", "Reads transactions"), scope("post", "Makes transactions"));
      call(
          "CreateResourceServer",
          named.put("Name", "Transactions").put("Scopes", new JsonArray(scopes)));
    }
  }

  private static JsonObject scope(String name, String description) {
    return JsonValue.object().put("ScopeName", name).put("ScopeDescription", description).build();
  }

  private JsonObject client(String pool) {
    var list =
        call(
            "ListUserPoolClients",
            JsonValue.object().put("UserPoolId", pool).put("MaxResults", PAGE));
    var known =
        Members.objects(list, "UserPoolClients").stream()
            .filter(client -> client.string("ClientName").filter(NAME::equals).isPresent())
            .findFirst()
            .flatMap(client -> client.string("ClientId"));
    return known
        .map(id -> describeClient(pool, id))
        .orElseGet(() -> createClient(pool))
        .orElseThrow();
  }

  private Optional<JsonObject> describeClient(String pool, String client) {
    var request = JsonValue.object().put("UserPoolId", pool).put("ClientId", client);
    return call("DescribeUserPoolClient", request).object("UserPoolClient");
  }

  private Optional<JsonObject> createClient(String pool) {
    var request =
        JsonValue.object()
            .put("UserPoolId", pool)
            .put("ClientName", NAME)
            .put("GenerateSecret", true)
            .put("AllowedOAuthFlowsUserPoolClient", true)
            .put("AllowedOAuthFlows", JsonValue.of(List.of("client_credentials")))
            .put("AllowedOAuthScopes", JsonValue.of(SCOPES));
    return call("CreateUserPoolClient", request).object("UserPoolClient");
  }

  private JsonObject call(String operation, JsonValue.ObjectBuilder request) {
    return api.call(Api.Service.COGNITO, operation, api.defaultRegion(), request.build());
  }
}
