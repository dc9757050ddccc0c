package dev.gatehouse.pool;

import java.util.Locale;
import java.util.Optional;

/// What `ListUsers` searches users by, beside `sub` and status (behaviour reference §2.8).
public enum SearchAttribute {
  USERNAME("username"),
  EMAIL("email"),
  PHONE_NUMBER("phone_number"),
  NAME("name"),
  GIVEN_NAME("given_name"),
  FAMILY_NAME("family_name"),
  PREFERRED_USERNAME("preferred_username");

  /// In UTF-16 units. At most 1,536 bytes, which fit into the key of an index. No search meets the
  /// limit: a filter has 256 characters at most (§2.8), and lower case makes two of one at worst.
  public static final int FOLDED_MAX = 512;

  private final String attribute;

  SearchAttribute(String attribute) {
    this.attribute = attribute;
  }

  /// Its name in a filter.
  public String attribute() {
    return attribute;
  }

  /// The one with that name in a filter.
  public static Optional<SearchAttribute> of(String attribute) {
    for (var each : values()) {
      if (each.attribute.equals(attribute)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// A value, or what is searched for, as the two are compared: without case, but for the username,
  /// whose case counts (§2.8).
  public String fold(String value) {
    var folded = this == USERNAME ? value : value.toLowerCase(Locale.ROOT);
    if (folded.length() <= FOLDED_MAX) {
      return folded;
    }
    var splitsPair = Character.isHighSurrogate(folded.charAt(FOLDED_MAX - 1));
    return folded.substring(0, splitsPair ? FOLDED_MAX - 1 : FOLDED_MAX);
  }
}
