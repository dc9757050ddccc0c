package dev.gatehouse.users;

import dev.gatehouse.pool.DeliveryMedium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a code goes.
///
/// @param address in full: `jane@example.com`, `+12065550100`
public record Destination(DeliveryMedium medium, String address) {
  /// Of two addresses that both are to be verified, the phone gets the code (§2.3).
  private static final List<DeliveryMedium> SIGN_UP_ORDER =
      List.of(DeliveryMedium.SMS, DeliveryMedium.EMAIL);

  /// The media over which the pool verifies new users, the one that goes first before the other.
  static List<DeliveryMedium> signUpMedia(Set<String> autoVerified) {
    return SIGN_UP_ORDER.stream()
        .filter(medium -> autoVerified.contains(medium.attribute()))
        .toList();
  }

  /// Where the code of a new user goes: to an address that he has and the pool verifies by itself;
  /// without one no code is sent (§2.3).
  ///
  /// @param media as of [#signUpMedia]
  static Optional<Destination> ofSignUp(
      List<DeliveryMedium> media, Map<String, String> attributes) {
    return media.stream().flatMap(medium -> of(medium, attributes).stream()).findFirst();
  }

  /// Where the code of a user goes who has forgotten his password: to an address that is verified,
  /// the one that the pool would rather use first (§2.11).
  ///
  /// @param media in the pool's order
  static Optional<Destination> ofRecovery(
      List<DeliveryMedium> media, Map<String, String> attributes) {
    return media.stream()
        .filter(medium -> isVerified(medium.attribute(), attributes))
        .flatMap(medium -> of(medium, attributes).stream())
        .findFirst();
  }

  static boolean isVerified(String address, Map<String, String> attributes) {
    return Boolean.parseBoolean(attributes.get(Attributes.flag(address)));
  }

  /// The medium of an attribute; empty for one that holds no address.
  static Optional<DeliveryMedium> medium(String attribute) {
    return SIGN_UP_ORDER.stream()
        .filter(medium -> medium.attribute().equals(attribute))
        .findFirst();
  }

  private static Optional<Destination> of(DeliveryMedium medium, Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(medium.attribute()))
        .map(address -> new Destination(medium, address));
  }

  /// Without the address, which is nobody's business in a log.
  @Override
  public String toString() {
    return "Destination[" + medium + "]";
  }
}
