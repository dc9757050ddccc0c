package dev.gatehouse.users;

import dev.gatehouse.delivery.Letter;
import dev.gatehouse.pool.DeliveryMedium;

/// Where a code was sent, as the caller may know it: `CodeDeliveryDetails` (§8.2).
///
/// @param maskedDestination `j***@e***`, `+*******0100`
public record SentCode(DeliveryMedium medium, String maskedDestination) {
  public static SentCode of(Letter letter) {
    return new SentCode(letter.medium(), letter.maskedDestination());
  }
}
