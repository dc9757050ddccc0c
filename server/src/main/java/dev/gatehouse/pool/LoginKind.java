package dev.gatehouse.pool;

/// What a name is that a user signs in with (behaviour reference §2.1, §2.2).
public enum LoginKind {
  /// Unchanged for ever; wherever a name is looked up, this kind comes first.
  USERNAME("username"),
  EMAIL("email"),
  PHONE_NUMBER("phone_number"),
  PREFERRED_USERNAME("preferred_username");

  private final String attribute;

  LoginKind(String attribute) {
    this.attribute = attribute;
  }

  /// The attribute that holds the name; for the username a word that no attribute has.
  public String attribute() {
    return attribute;
  }

  /// The kind of that attribute.
  ///
  /// @throws IllegalArgumentException when there is none
  public static LoginKind of(String attribute) {
    for (var kind : values()) {
      if (kind.attribute.equals(attribute)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of sign-in name");
  }
}
