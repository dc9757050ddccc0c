package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.users.UserRules;

/// What a pool wants to be asked or told, and is not yet. A trigger that may say no must not be
/// passed over (AT-17).
final class Triggers {
  private Triggers() {}

  /// @throws ApiException `NOT_BUILT` when the pool has that trigger
  static void requireNone(UserRules pool, String trigger) {
    if (pool.triggers().contains(trigger)) {
      throw new ApiException(ApiError.NOT_BUILT, "The trigger " + trigger);
    }
  }
}
