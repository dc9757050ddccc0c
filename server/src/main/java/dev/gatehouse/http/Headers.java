package dev.gatehouse.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Header fields in the order of the wire; names are compared without case (RFC 9110 §5.1).
public record Headers(List<Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  /// One field line.
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /// The value of the first field of that name.
  public Optional<String> first(String name) {
    for (var field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  /// The values of all fields of that name.
  public List<String> all(String name) {
    var values = new ArrayList<String>(1);
    for (var field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        values.add(field.value);
      }
    }
    return values;
  }

  /// These fields and one more at the end.
  public Headers with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /// These fields but those of that name.
  public Headers without(String name) {
    return new Headers(
        fields.stream().filter(field -> !field.name.equalsIgnoreCase(name)).toList());
  }
}
