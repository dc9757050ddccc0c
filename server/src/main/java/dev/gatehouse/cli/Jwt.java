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
    var parts = text.strip().split("\\.", -1);
    if (parts.length != 3) {
      throw malformed("it has " + parts.length + " parts, not 3");
    }
    try {
      return new Jwt(text.strip(), object(parts[0]), object(parts[1]));
    } catch (IllegalArgumentException notBase64) {
      throw malformed("a part is not Base64 for URLs");
    } catch (MalformedJsonException notJson) {
      throw malformed("a part is not a JSON object");
    }
  }

  private static JsonObject object(String part) {
    return Json.parseObject(Base64.getUrlDecoder().decode(part));
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
    var key =
        keys.find(header.string("kid").orElse(""))
            .orElseThrow(() -> refused("no published key has its kid"));
    var signed = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(header.string("alg").orElse(""), signed, signature())) {
      throw refused("the signature does not fit");
    }
    if (claims.number("exp").filter(exp -> exp.longValue() <= now.getEpochSecond()).isPresent()) {
      throw refused("it has expired");
    }
    if (claims.number("nbf").filter(nbf -> nbf.longValue() > now.getEpochSecond()).isPresent()) {
      throw refused("it is not valid yet");
    }
  }

  private byte[] signature() {
    try {
      return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
    } catch (IllegalArgumentException notBase64) {
      throw refused("the signature is not Base64 for URLs");
    }
  }

  static CommandFailure refused(String why) {
    return new CommandFailure(ExitCode.REFUSED, "the token is not valid: " + why);
  }
}
