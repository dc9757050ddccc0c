package dev.gatehouse.oauth;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;

/// A pool of a real server, made over its API, with a domain and the resource server `transactions`
/// (scopes `get` and `post`), and clients of it.
///
/// @param domain the prefix
public record MachineSite(TestServer server, String pool, String domain) {
  private static final String GRANT = "grant_type=client_credentials";

  /// A client and its secret; empty where it is public.
  public record Client(String id, String secret) {
    public String basic() {
      return TestServer.basic(id, secret);
    }
  }

  public static MachineSite make(TestServer server, String domain) {
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    var site = new MachineSite(server, pool, domain);
    site.call("CreateUserPoolDomain", ",'Domain':'" + domain + "'");
    site.call(
        "CreateResourceServer",
        ",'Identifier':'transactions','Name':'t','Scopes':[{'ScopeName':'get','ScopeDescription':'d'},"
            + "{'ScopeName':'post','ScopeDescription':'d'}]");
    return site;
  }

  /// Calls an operation on the pool. Single quotes stand for double ones.
  public JsonObject call(String operation, String members) {
    var body = "{'UserPoolId':'" + pool + "'" + members + "}";
    return server.cognito(operation, body.replace('\'', '"'));
  }

  /// A confidential client for machines.
  ///
  /// @param scopes names without the resource server
  public Client machine(String... scopes) {
    return client(
        "'client_credentials'",
        "'transactions/" + String.join("','transactions/", scopes) + "'",
        ",'GenerateSecret':true");
  }

  public Client client(String flows, String scopes, String more) {
    var made =
        call(
                "CreateUserPoolClient",
                ",'ClientName':'c','AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':["
                    + flows
                    + "],'AllowedOAuthScopes':["
                    + scopes
                    + "]"
                    + more)
            .object("UserPoolClient")
            .orElseThrow();
    return new Client(
        made.string("ClientId").orElseThrow(), made.string("ClientSecret").orElse(""));
  }

  /// A token request by HTTP Basic, with further parameters (`&scope=…`) and headers.
  public TestServer.Answer ask(Client client, String parameters, String... headers) {
    var all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = client.basic();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return server.postForm("/oauth2/token", GRANT + parameters, all);
  }

  /// `400 {"error":"invalid_client"}` of such a request.
  public String answer(Client client, String parameters) {
    return text(ask(client, parameters));
  }

  /// `400 {"error":"invalid_client"}` of a form without a header, at any address.
  public String post(String path, String form) {
    return text(server.postForm(path, form));
  }

  public static String text(TestServer.Answer answer) {
    return answer.status() + " " + answer.body();
  }

  /// The token of a request that must succeed.
  Jwt token(Client client, String parameters) {
    var answer = ask(client, parameters);
    if (answer.status() != 200) {
      throw new AssertionError(text(answer));
    }
    return Jwt.parse(answer.json().string("access_token").orElseThrow());
  }
}
