package dev.gatehouse.cli;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests to the API with SigV4, as a client.
///
/// @param service the signing name: `cognito-idp`, `gatehouse`, `sts`
public record RequestSigner(
    String accessKeyId, String secretAccessKey, String region, String service) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// The header fields of a `POST /` to `endpoint` with this target and body.
  public Map<String, String> sign(URI endpoint, String amzTarget, byte[] body, Instant now) {
    var time = TIME.format(now);
    var scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    var signed = new TreeMap<String, String>();
    signed.put("content-type", "application/x-amz-json-1.1");
    signed.put("host", endpoint.getRawAuthority());
    signed.put("x-amz-date", time);
    signed.put("x-amz-target", amzTarget);
    var names = String.join(";", signed.keySet());
    var lines =
        signed.entrySet().stream()
            .map(field -> field.getKey() + ":" + field.getValue() + "\n")
            .collect(Collectors.joining());
    var canonical = "POST\n/\n\n" + lines + "\n" + names + "\n" + hex(sha256(body));
    var toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(bytes(canonical))));
    signed.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + accessKeyId
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(signingKey(scope), toSign)));
    signed.remove("host");
    return signed;
  }

  private byte[] signingKey(String scope) {
    var key = bytes("AWS4" + secretAccessKey);
    for (var part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Says nothing of the secret.
  @Override
  public String toString() {
    return "RequestSigner[" + accessKeyId + ", " + region + ", " + service + "]";
  }
}
