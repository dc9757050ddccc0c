package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// A signed JSON Web Token, taken apart (RFC 7515 §3.1). Nothing of it is believed before
/// [#verify].
final class Jwt {
  private final String text;
  private final JsonObject header;
  private final JsonObject claims;

  private Jwt(String text, JsonObject header, JsonObject claims) {
    this.text = text;
    this.header = header;
    this.claims = claims;
  }

  /// @throws CommandFailure when the text is not a token in compact form
  static Jwt parse(String text) {
    var parts = parts(text.strip());
    try {
      return new Jwt(text.strip(), object(parts[0]), object(parts[1]));
    } catch (IllegalArgumentException notBase64) {
      throw malformed("a part is not Base64 for URLs");
    } catch (MalformedJsonException notJson) {
      throw malformed("a part is not a JSON object");
    }
  }

  private static String[] parts(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw malformed("it has " + parts.length + " parts, not 3");
    }
    return parts;
  }

  /// The header of a token in compact form.
  ///
  /// @throws CommandFailure when it has not three parts
  static JsonObject header(String text) {
    return object(parts(text)[0]);
  }

  private static JsonObject object(String part) {
    return Json.parseObject(decode(part));
  }

  /// Bytes have one spelling: no padding, no stray bits at the end (JW-19).
  private static byte[] decode(String part) {
    var bytes = Base64.getUrlDecoder().decode(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new IllegalArgumentException("not canonical");
    }
    return bytes;
  }

  private static CommandFailure malformed(String why) {
    return new CommandFailure(ExitCode.FAILED, "this is not a JSON Web Token: " + why);
  }

  JsonObject header() {
    return header;
  }

  JsonObject claims() {
    return claims;
  }

  /// Header and claims as one object, for printing.
  JsonObject decoded() {
    return JsonValue.object().put("header", header).put("claims", claims).build();
  }

  /// Checks the signature against the key that the header names, then `exp` and `nbf`.
  ///
  /// @throws CommandFailure with exit code 4 when one does not hold
  void verify(KeySet keys, Instant now) {
    requireSigned(text, header, keys);
    requireTime("exp");
    requireTime("nbf");
    if (claims.number("exp").filter(exp -> exp.longValue() <= now.getEpochSecond()).isPresent()) {
      throw refused("it has expired");
    }
    if (claims.number("nbf").filter(nbf -> nbf.longValue() > now.getEpochSecond()).isPresent()) {
      throw refused("it is not valid yet");
    }
  }

  /// A time that is no number must not count as absent (JW-10).
  private void requireTime(String name) {
    if (claims.member(name).isPresent() && claims.number(name).isEmpty()) {
      throw refused(name + " is not a number");
    }
  }

  /// Checks the signature alone, whatever the payload is (RFC 7515 §5.2).
  ///
  /// @param text in compact form, of three parts
  /// @throws CommandFailure with exit code 4 when it does not hold
  static void requireSigned(String text, JsonObject header, KeySet keys) {
    // No extension is understood here, so that none may be critical (RFC 7515 §4.1.11, JW-08).
    if (header.members().containsKey("crit")) {
      throw refused("it has critical extensions");
    }
    var key =
        keys.find(header.string("kid").orElse(""))
            .orElseThrow(() -> refused("no published key has its kid"));
    var end = text.lastIndexOf('.');
    var signed = text.substring(0, end).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(header.string("alg").orElse(""), signed, signature(text, end))) {
      throw refused("the signature does not fit");
    }
  }

  private static byte[] signature(String text, int end) {
    try {
      return decode(text.substring(end + 1));
    } catch (IllegalArgumentException notBase64) {
      throw refused("the signature is not Base64 for URLs");
    }
  }

  static CommandFailure refused(String why) {
    return new CommandFailure(ExitCode.REFUSED, "the token is not valid: " + why);
  }
}
