package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.Optional;

/// A name that chooses the id of what it names, as another emulator has it: `_custom_id_:myclient`.
/// In dev mode alone, because who can choose ids can take over those that verifiers trust; in
/// strict mode the colon breaks the name's pattern as any other.
public final class FixedIdName {
  private static final String PREFIX = "_custom_id_:";

  private FixedIdName() {}

  /// The id that `name` chooses, if any.
  public static Optional<String> find(String name) {
    return name.startsWith(PREFIX)
        ? Optional.of(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  /// `input` with the id alone in place of such a name: what the API's constraints can be checked
  /// on.
  static JsonObject withoutPrefix(JsonObject input, String member) {
    return input
        .string(member)
        .flatMap(FixedIdName::find)
        .map(id -> JsonValue.object().putAll(input.members()).put(member, id).build())
        .orElse(input);
  }
}
