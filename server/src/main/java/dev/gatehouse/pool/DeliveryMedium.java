package dev.gatehouse.pool;

/// How a message reaches a user: `DeliveryMedium` (behaviour reference users §8.2).
public enum DeliveryMedium {
  EMAIL("email"),
  SMS("phone_number");

  private final String attribute;

  DeliveryMedium(String attribute) {
    this.attribute = attribute;
  }

  /// The attribute that holds the address, and that a code sent there verifies.
  public String attribute() {
    return attribute;
  }

  /// The address as strangers may see it ([DeliveryMask]).
  public String mask(String destination) {
    return switch (this) {
      case EMAIL -> DeliveryMask.email(destination);
      case SMS -> DeliveryMask.phoneNumber(destination);
    };
  }
}
