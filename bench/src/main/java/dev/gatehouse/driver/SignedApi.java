package dev.gatehouse.driver;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The AWS API as an administrator calls it: the smallest SigV4 client there is, written apart from
/// the server's own code, so that both would have to be wrong alike.
public final class SignedApi {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String REGION = "us-east-1";
  private static final Service COGNITO =
      new Service("AWSCognitoIdentityProviderService.", "cognito-idp");
  private static final Service EXTENSION = new Service("GatehouseService.", "gatehouse");

  private final int port;
  private final String accessKeyId;
  private final String secretAccessKey;
  private final Duration ahead;
  private final boolean isPatient;

  private SignedApi(
      int port, String accessKeyId, String secretAccessKey, Duration ahead, boolean isPatient) {
    this.port = port;
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.ahead = ahead;
    this.isPatient = isPatient;
  }

  /// With the administrator key of a server's data folder.
  public static SignedApi of(int port, Path data) throws IOException {
    var key = Json.parseObject(Files.readAllBytes(data.resolve("admin-key.json")));
    return new SignedApi(
        port,
        key.string("AccessKeyId").orElseThrow(),
        key.string("SecretAccessKey").orElseThrow(),
        Duration.ZERO,
        false);
  }

  /// The same with a clock that is so far ahead of this machine's.
  public SignedApi ahead(Duration time) {
    return new SignedApi(port, accessKeyId, secretAccessKey, time, isPatient);
  }

  /// The same that asks again where the answer is "not now", as [#read] does: for what a drill
  /// needs, not for what it proves. Nothing was written then, or it is unknown whether it was.
  public SignedApi patient() {
    return new SignedApi(port, accessKeyId, secretAccessKey, ahead, true);
  }

  /// @param target what the name of an operation follows in `X-Amz-Target`
  /// @param name in the scope of a signature
  private record Service(String target, String name) {}

  /// With another access key, to the same server.
  public SignedApi as(String otherAccessKeyId, String otherSecretAccessKey) {
    return new SignedApi(port, otherAccessKeyId, otherSecretAccessKey, ahead, isPatient);
  }

  /// With the same access key, to another node.
  public SignedApi at(int otherPort) {
    return new SignedApi(otherPort, accessKeyId, secretAccessKey, ahead, isPatient);
  }

  /// The same for an operation of the extension API.
  public JsonObject extension(Connection connection, String operation, String body)
      throws IOException {
    return call(connection, EXTENSION, operation, body);
  }

  /// What an operation answers with status 200; an empty body is an empty object.
  ///
  /// @throws RefusedCallException for every other status
  public JsonObject call(Connection connection, String operation, String body) throws IOException {
    return call(connection, COGNITO, operation, body);
  }

  private JsonObject call(Connection connection, Service service, String operation, String body)
      throws IOException {
    return success(
        operation,
        isPatient
            ? patiently(connection, service, operation, body)
            : connection.exchange(request(service, operation, body)));
  }

  /// What an operation answers that changes nothing, with any status but "not now": a server that
  /// is well says so, too, where its machine stands still for a moment, and is asked again.
  public Connection.Answer read(Connection connection, String operation, String body)
      throws IOException {
    return patiently(connection, COGNITO, operation, body);
  }

  private Connection.Answer patiently(
      Connection connection, Service service, String operation, String body) throws IOException {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    var answer = connection.exchange(request(service, operation, body));
    while (answer.status() == 503 && System.nanoTime() < latest) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = connection.exchange(request(service, operation, body));
    }
    return answer;
  }

  /// The same where only status 200 will do.
  public JsonObject readSuccess(Connection connection, String operation, String body)
      throws IOException {
    return success(operation, read(connection, operation, body));
  }

  private static JsonObject success(String operation, Connection.Answer answer) {
    if (answer.status() != 200) {
      throw new RefusedCallException(operation, answer);
    }
    return answer.body().length == 0 ? Json.parseObject("{}") : Json.parseObject(answer.body());
  }

  /// The bytes of one signed request.
  public byte[] request(String operation, String body) {
    return request(COGNITO, operation, body);
  }

  /// The same of the extension API.
  public byte[] extensionRequest(String operation, String body) {
    return request(EXTENSION, operation, body);
  }

  private byte[] request(Service service, String operation, String body) {
    var time = TIME.format(Instant.now().plus(ahead));
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
            + service.target
            + operation
            + "\n\ncontent-type;host;x-amz-date;x-amz-target\n"
            + hex(sha256(body));
    var scope = day + "/" + REGION + "/" + service.name + "/aws4_request";
    var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
    var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (var part : new String[] {day, REGION, service.name, "aws4_request"}) {
      key = hmac(key, part);
    }
    return ("POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: "
            + type
            + "\r\nX-Amz-Date: "
            + time
            + "\r\nX-Amz-Target: "
            + service.target
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
