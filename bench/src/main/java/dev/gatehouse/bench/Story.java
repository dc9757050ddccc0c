package dev.gatehouse.bench;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The machine-to-machine story of the tutorials, told to a server over its API: pool, domain,
/// resource server with two scopes, confidential client. Makes the requests that are measured.
final class Story {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String REGION = "us-east-1";
  private static final String TARGET = "AWSCognitoIdentityProviderService.";

  private static final int CLIENTS_OF_A_POOL = 900;

  private final int port;
  private final String accessKeyId;
  private final String secretAccessKey;
  private final List<String> writePools = new ArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();
  private String poolId = "";
  private String clientId = "";
  private String clientSecret = "";

  private Story(int port, String accessKeyId, String secretAccessKey) {
    this.port = port;
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
  }

  /// With the administrator key of the server's data folder.
  static Story of(int port, Path data) throws IOException {
    var key = Json.parseObject(Files.readAllBytes(data.resolve("admin-key.json")));
    return new Story(
        port, key.string("AccessKeyId").orElseThrow(), key.string("SecretAccessKey").orElseThrow());
  }

  /// Makes everything that a token needs.
  void prepare(Connection connection) throws IOException {
    makePool(connection);
    call(
        connection,
        "CreateUserPoolDomain",
        "{\"UserPoolId\":\"%s\",\"Domain\":\"bench\"}".formatted(poolId));
    var client =
        call(connection, "CreateUserPoolClient", clientBody(poolId))
            .object("UserPoolClient")
            .orElseThrow();
    clientId = client.string("ClientId").orElseThrow();
    clientSecret = client.string("ClientSecret").orElseThrow();
  }

  /// Tells the same story to the same data after a restart on another port.
  Story on(int otherPort) {
    var story = new Story(otherPort, accessKeyId, secretAccessKey);
    story.poolId = poolId;
    story.clientId = clientId;
    story.clientSecret = clientSecret;
    return story;
  }

  byte[] tokenRequest() {
    var basic =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.US_ASCII));
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
    return signed(
        "DescribeUserPoolClient",
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(poolId, clientId));
  }

  /// Creates another app client in the pools of [#poolsForWrites]. Thread-safe.
  byte[] signedWriteRequest() {
    var pool = writePools.get(writes.getAndIncrement() / CLIENTS_OF_A_POOL);
    return signed("CreateUserPoolClient", clientBody(pool));
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
        call(connection, "CreateUserPool", "{\"PoolName\":\"bench\"}")
            .object("UserPool")
            .flatMap(pool -> pool.string("Id"))
            .orElseThrow();
    call(
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

  private JsonObject call(Connection connection, String operation, String body) throws IOException {
    var answer = connection.exchange(signed(operation, body));
    if (answer.status() != 200) {
      throw new IllegalStateException(operation + ": " + answer.status() + " " + answer.text());
    }
    return answer.body().length == 0 ? Json.parseObject("{}") : Json.parseObject(answer.body());
  }

  private byte[] signed(String operation, String body) {
    var time = TIME.format(Instant.now());
    var day = time.substring(0, 8);
    var host = "localhost:" + port;
    var type = "application/x-amz-json-1.1";
    var canonical =
        "POST\n/\n\ncontent-type:"
            + type
            + "\nhost:"
            + host
            + "\nx-amz-date:"
            + time
            + "\nx-amz-target:"
            + TARGET
            + operation
            + "\n\ncontent-type;host;x-amz-date;x-amz-target\n"
            + hex(sha256(body));
    var scope = day + "/" + REGION + "/cognito-idp/aws4_request";
    var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
    var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (var part : new String[] {day, REGION, "cognito-idp", "aws4_request"}) {
      key = hmac(key, part);
    }
    return ("POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: "
            + type
            + "\r\nX-Amz-Date: "
            + time
            + "\r\nX-Amz-Target: "
            + TARGET
            + operation
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
            + accessKeyId
            + "/"
            + scope
            + ", SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
            + hex(hmac(key, toSign))
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
