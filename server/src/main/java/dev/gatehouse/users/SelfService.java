package dev.gatehouse.users;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DeliveryMedium;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What users of a pool may do for themselves before they can sign in.
///
/// @param signUp whether they may sign up: `AllowAdminCreateUserOnly` says no (§2.3)
/// @param recovery the media over which a forgotten password is replaced, in the order in which
///   they are tried; none when only an administrator may (§2.11)
record SelfService(boolean signUp, List<DeliveryMedium> recovery) {
  /// Of a pool that says nothing (§2.11).
  private static final List<DeliveryMedium> UNLESS_SET =
      List.of(DeliveryMedium.SMS, DeliveryMedium.EMAIL);

  SelfService {
    recovery = List.copyOf(recovery);
  }

  static SelfService read(JsonObject document) {
    var isAdministrators =
        document
            .object("AdminCreateUserConfig")
            .flatMap(config -> config.bool("AllowAdminCreateUserOnly"))
            .orElse(false);
    return new SelfService(!isAdministrators, recovery(document));
  }

  private static List<DeliveryMedium> recovery(JsonObject document) {
    var mechanisms =
        document
            .object("AccountRecoverySetting")
            .flatMap(setting -> setting.member("RecoveryMechanisms"));
    if (mechanisms.orElse(JsonValue.NULL) instanceof JsonArray(var elements)
        && !elements.isEmpty()) {
      return elements.stream()
          .map(JsonObject.class::cast)
          .sorted(Comparator.comparingInt(SelfService::priority))
          .flatMap(mechanism -> medium(mechanism).stream())
          .toList();
    }
    return UNLESS_SET;
  }

  private static int priority(JsonObject mechanism) {
    return mechanism.number("Priority").map(Number::intValue).orElse(Integer.MAX_VALUE);
  }

  /// Empty for `admin_only`, which stands alone (UP 1.5).
  private static Optional<DeliveryMedium> medium(JsonObject mechanism) {
    return switch (mechanism.string("Name").orElse("")) {
      case "verified_phone_number" -> Optional.of(DeliveryMedium.SMS);
      case "verified_email" -> Optional.of(DeliveryMedium.EMAIL);
      default -> Optional.empty();
    };
  }
}
