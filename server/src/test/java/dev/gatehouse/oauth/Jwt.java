package dev.gatehouse.oauth;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A token taken apart, not verified.
///
/// @param text the whole
/// @param header as its JSON text
/// @param payload as its JSON text
record Jwt(String text, String header, String payload) {
  static Jwt parse(String text) {
    var parts = text.split("\\.", -1);
    return new Jwt(text, decode(parts[0]), decode(parts[1]));
  }

  JsonObject claims() {
    return Json.parseObject(payload);
  }

  String claim(String name) {
    return claims().string(name).orElseThrow();
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
