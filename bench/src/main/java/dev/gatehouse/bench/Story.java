package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The machine-to-machine story of the tutorials, told to a server over its API: pool, domain,
/// resource server with two scopes, confidential client. Makes the requests that are measured.
final class Story {
  private static final int CLIENTS_OF_A_POOL = 900;

  private final int port;
  private final Path data;
  private final SignedApi api;
  private final List<String> writePools = new ArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();
  private String poolId = "";
  private String clientId = "";
  private String clientSecret = "";

  private Story(int port, Path data) throws IOException {
    this.port = port;
    this.data = data;
    api = SignedApi.of(port, data);
  }

  /// With the administrator key of the server's data folder.
  static Story of(int port, Path data) throws IOException {
    return new Story(port, data);
  }

  /// Makes everything that a token needs.
  void prepare(Connection connection) throws IOException {
    prepare(connection, "bench");
  }

  /// The same once more beside others.
  ///
  /// @param prefix of its domain
  void prepare(Connection connection, String prefix) throws IOException {
    makePool(connection);
    api.call(
        connection,
        "CreateUserPoolDomain",
        "{\"UserPoolId\":\"%s\",\"Domain\":\"%s\"}".formatted(poolId, prefix));
    var client =
        api.call(connection, "CreateUserPoolClient", clientBody(poolId))
            .object("UserPoolClient")
            .orElseThrow();
    clientId = client.string("ClientId").orElseThrow();
    clientSecret = client.string("ClientSecret").orElseThrow();
  }

  /// Tells the same story to the same data after a restart on another port.
  Story on(int otherPort) throws IOException {
    var story = new Story(otherPort, data);
    story.poolId = poolId;
    story.clientId = clientId;
    story.clientSecret = clientSecret;
    return story;
  }

  String poolId() {
    return poolId;
  }

  String clientId() {
    return clientId;
  }

  byte[] tokenRequest() {
    return tokenRequest(clientId, clientSecret);
  }

  /// Of a client that is not there, and with wrong secrets of one that is: answered alike.
  List<byte[]> refusedTokenRequests() {
    var wrong = "0".repeat(clientSecret.length());
    return List.of(
        tokenRequest("0".repeat(clientId.length()), wrong),
        tokenRequest(clientId, wrong),
        tokenRequest(clientId, clientSecret.substring(0, clientSecret.length() - 1) + "-"));
  }

  private byte[] tokenRequest(String id, String secret) {
    var basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    var body = "grant_type=client_credentials&scope=transactions%2Fget+transactions%2Fpost";
    return ("POST /oauth2/token HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAuthorization: Basic "
            + basic
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] keySetRequest() {
    return ("GET /"
            + poolId
            + "/.well-known/jwks.json HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] discoveryRequest() {
    return ("GET /"
            + poolId
            + "/.well-known/openid-configuration HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] signedReadRequest() {
    return api.request(
        "DescribeUserPoolClient",
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(poolId, clientId));
  }

  /// Creates another app client in the pools of [#poolsForWrites]. Thread-safe.
  byte[] signedWriteRequest() {
    var pool = writePools.get(writes.getAndIncrement() / CLIENTS_OF_A_POOL);
    return api.request("CreateUserPoolClient", clientBody(pool));
  }

  /// Makes pools with room for so many app clients: a pool takes a thousand.
  void poolsForWrites(Connection connection, int clients) throws IOException {
    for (int room = 0; room < clients; room += CLIENTS_OF_A_POOL) {
      makePool(connection);
      writePools.add(poolId);
    }
  }

  private void makePool(Connection connection) throws IOException {
    poolId =
        api.call(connection, "CreateUserPool", "{\"PoolName\":\"bench\"}")
            .object("UserPool")
            .flatMap(pool -> pool.string("Id"))
            .orElseThrow();
    api.call(
        connection,
        "CreateResourceServer",
        """
        {"UserPoolId":"%s","Identifier":"transactions","Name":"transactions","Scopes":[\
        {"ScopeName":"get","ScopeDescription":"get"},{"ScopeName":"post","ScopeDescription":"post"}]}\
        """
            .formatted(poolId));
  }

  private static String clientBody(String pool) {
    return """
    {"UserPoolId":"%s","ClientName":"bench","GenerateSecret":true,"AllowedOAuthFlowsUserPoolClient":true,\
    "AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["transactions/get","transactions/post"]}\
    """
        .formatted(pool);
  }
}
