package dev.gatehouse.token;

import java.util.List;
import java.util.Map;

/// Writes JSON as the library behind Cognito's tokens does: every slash is escaped (behaviour
/// reference TC-01), which is legal JSON and makes payloads byte-identical.
final class JsonText {
  private JsonText() {}

  /// Appends `text` as a JSON string.
  static void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '/' -> out.append("\\/");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// Appends a claim's value: a string, a number, a boolean, a list or an object of such.
  static void append(StringBuilder out, Object value) {
    switch (value) {
      case String text -> append(out, text);
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          append(out, list.get(i));
        }
        out.append(']');
      }
      case Map<?, ?> members -> {
        out.append('{');
        var first = out.length();
        members.forEach((name, member) -> {
          if (out.length() > first) {
            out.append(',');
          }
          append(out, name);
          out.append(':');
          append(out, member);
        });
        out.append('}');
      }
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool.booleanValue());
      default -> throw new IllegalArgumentException("no claim has a value of " + value.getClass());
    }
  }
}
