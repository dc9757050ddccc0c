package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A client of a pool that asks for machine tokens.
///
/// @param basic the value of its `Authorization: Basic`
record Machine(String pool, String basic) {
  /// Makes the pool, with a domain, and the client.
  static Machine create(Connection connection, SignedApi api) throws IOException {
    var pool = TrackedPool.create(connection, api, "machines");
    pool.addDomain(connection, api);
    new TrackedResourceServer(pool.id(), "api").setScopes(connection, api, 1);
    var client =
        api.call(
                connection,
                "CreateUserPoolClient",
                """
                {"UserPoolId":"%s","ClientName":"machine","GenerateSecret":true,\
                "AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],\
                "AllowedOAuthScopes":["api/s1"]}\
                """
                    .formatted(pool.id()))
            .object("UserPoolClient")
            .orElseThrow();
    var credentials =
        client.string("ClientId").orElseThrow() + ":" + client.string("ClientSecret").orElseThrow();
    return new Machine(
        pool.id(),
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] tokenRequest(int port) {
    return """
    POST /oauth2/token HTTP/1.1\r
    Host: localhost:%d\r
    Authorization: Basic %s\r
    Content-Type: application/x-www-form-urlencoded\r
    Content-Length: 29\r
    \r
    grant_type=client_credentials\
    """
        .formatted(port, basic)
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] keySetRequest(int port) {
    return "GET /%s/.well-known/jwks.json HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(pool, port)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
