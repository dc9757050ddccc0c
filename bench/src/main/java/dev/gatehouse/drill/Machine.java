package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A client of a pool that asks for machine tokens.
record Machine(String pool, String id, String secret) {
  /// Makes a pool, with a domain, for such clients.
  static String createPool(Connection connection, SignedApi api, String name) throws IOException {
    var pool = TrackedPool.create(connection, api, name);
    pool.addDomain(connection, api);
    new TrackedResourceServer(pool.id(), "api").setScopes(connection, api, 1);
    return pool.id();
  }

  static Machine create(Connection connection, SignedApi api, String pool) throws IOException {
    var client =
        api.call(
                connection,
                "CreateUserPoolClient",
                """
                {"UserPoolId":"%s","ClientName":"machine","GenerateSecret":true,\
                "AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],\
                "AllowedOAuthScopes":["api/s1"]}\
                """
                    .formatted(pool))
            .object("UserPoolClient")
            .orElseThrow();
    return new Machine(
        pool, client.string("ClientId").orElseThrow(), client.string("ClientSecret").orElseThrow());
  }

  /// The same client with another secret.
  Machine with(String otherSecret) {
    return new Machine(pool, id, otherSecret);
  }

  byte[] tokenRequest(int port) {
    var credentials = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return """
    POST /oauth2/token HTTP/1.1\r
    Host: localhost:%d\r
    Authorization: Basic %s\r
    Content-Type: application/x-www-form-urlencoded\r
    Content-Length: 29\r
    \r
    grant_type=client_credentials\
    """
        .formatted(port, Base64.getEncoder().encodeToString(credentials))
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] keySetRequest(int port) {
    return "GET /%s/.well-known/jwks.json HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(pool, port)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
