package dev.gatehouse.aws;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A shape of the API model, with its constraints.
sealed interface Shape {
  /// The shape's name in the model, for instance `UserPoolIdType`.
  String name();

  /// Values of it are never quoted in an answer.
  boolean sensitive();

  /// Bounds of a length or a number, both inclusive.
  record Bounds(Optional<Long> min, Optional<Long> max) {
    static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    boolean isBelow(long value) {
      return min.isPresent() && value < min.get();
    }

    boolean isAbove(long value) {
      return max.isPresent() && value > max.get();
    }
  }

  /// A string.
  ///
  /// @param length in `char`s, as the service counts
  /// @param values of an enumeration, otherwise none
  record Text(
      String name,
      boolean sensitive,
      Bounds length,
      Optional<TextPattern> pattern,
      List<String> values)
      implements Shape {}

  /// An integer of either size, or a number with a fraction.
  record Numeric(String name, boolean sensitive, Bounds range, boolean fraction) implements Shape {}

  /// Bytes, in JSON as Base64.
  ///
  /// @param length in bytes
  record Blob(String name, boolean sensitive, Bounds length) implements Shape {}

  record Bool(String name, boolean sensitive) implements Shape {}

  /// Seconds since the epoch.
  record Timestamp(String name, boolean sensitive) implements Shape {}

  /// Any JSON value.
  record Anything(String name, boolean sensitive) implements Shape {}

  record ListOf(String name, boolean sensitive, Bounds length, Shape member) implements Shape {}

  record MapOf(String name, boolean sensitive, Bounds length, Text key, Shape value)
      implements Shape {}

  /// @param members in the order of the model
  record Structure(String name, boolean sensitive, SequencedMap<String, Member> members)
      implements Shape {}

  /// A member of a structure.
  ///
  /// @param wireName as in the JSON, for instance `UserPoolId`
  record Member(String wireName, boolean required, Shape shape) {
    /// The name in messages: in lower camel case (users §1.5).
    String messageName() {
      return Character.toLowerCase(wireName.charAt(0)) + wireName.substring(1);
    }
  }

  /// Whether a value of this shape may be printed: not when it or anything in it is sensitive.
  default boolean isPrintable() {
    return !sensitive()
        && switch (this) {
          case ListOf list -> list.member.isPrintable();
          case MapOf map -> map.key.isPrintable() && map.value.isPrintable();
          case Text _, Numeric _, Blob _, Bool _, Timestamp _, Anything _, Structure _ -> true;
        };
  }
}
