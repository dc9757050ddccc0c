package dev.gatehouse.keys;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A published key set (RFC 7517 §5), made once and served many times:
///
/// ```json
/// {"keys":[{"alg":"RS256","e":"AQAB","kid":"Lkek/Dt3…=","kty":"RSA","n":"lyZW…","use":"sig"},…]}
/// ```
public final class KeySet {
  private final byte[] json;
  private final String etag;
  private final Instant from;
  private final Instant until;

  private KeySet(byte[] json, Instant from, Instant until) {
    this.json = json;
    this.from = from;
    this.until = until;
    etag = "\"" + HexFormat.of().formatHex(Digests.sha256(json), 0, 16) + "\"";
  }

  static KeySet of(List<SigningKey> keys, Instant now) {
    var live = keys.stream().filter(key -> key.isPublished(now)).toList();
    var until =
        live.stream()
            .flatMap(key -> key.retiresAt().stream())
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    var members = live.stream().map(KeySet::publicMembers).toList();
    var document = JsonValue.object().put("keys", new JsonArray(members)).build();
    return new KeySet(Json.write(document), now, until);
  }

  /// The document; not a copy, so nobody may change it.
  public byte[] json() {
    return json;
  }

  /// A strong validator (RFC 9110 §8.8.3), quoted.
  public String etag() {
    return etag;
  }

  boolean isValidAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /// WK-06: exactly these members, alphabetical.
  private static JsonValue publicMembers(SigningKey key) {
    return JsonValue.object()
        .put("alg", "RS256")
        .put("e", unsigned(key.publicKey().getPublicExponent()))
        .put("kid", key.kid())
        .put("kty", "RSA")
        .put("n", unsigned(key.publicKey().getModulus()))
        .put("use", "sig")
        .build();
  }

  /// Base64urlUInt of RFC 7518 §2: big-endian without a leading zero byte.
  private static String unsigned(BigInteger value) {
    var bytes = value.toByteArray();
    var start = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
