package dev.gatehouse.console;

import dev.gatehouse.http.Request;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.util.Optional;
import java.util.Set;

/// The body of a request: an object of texts and booleans, of which each address knows the names.
///
/// @param body without what it must not have
record JsonForm(JsonObject body) {
  /// @throws ConsoleException `BAD_REQUEST` when it is no JSON object
  static JsonForm of(Request request) {
    try {
      return new JsonForm(Json.parseObject(request.body()));
    } catch (MalformedJsonException malformed) {
      throw bad();
    }
  }

  boolean has(String name) {
    return body.members().containsKey(name);
  }

  /// @throws ConsoleException `BAD_REQUEST` when there is any other member
  void requireOnly(String... names) {
    if (!Set.of(names).containsAll(body.members().keySet())) {
      throw bad();
    }
  }

  /// @throws ConsoleException `BAD_REQUEST` when it is missing or no text
  String text(String name) {
    return body.string(name).orElseThrow(JsonForm::bad);
  }

  /// Empty when it is missing or `null`.
  ///
  /// @throws ConsoleException `BAD_REQUEST` when it is no text
  Optional<String> optionalText(String name) {
    return body.member(name).map(_ -> text(name));
  }

  /// False when it is missing.
  ///
  /// @throws ConsoleException `BAD_REQUEST` when it is no boolean
  boolean flag(String name) {
    return body.member(name).map(_ -> body.bool(name).orElseThrow(JsonForm::bad)).orElse(false);
  }

  private static ConsoleException bad() {
    return new ConsoleException(ConsoleError.BAD_REQUEST);
  }

  /// Says nothing of passwords.
  @Override
  public String toString() {
    return "JsonForm[…]";
  }
}
