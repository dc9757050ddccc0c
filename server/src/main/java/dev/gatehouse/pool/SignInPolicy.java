package dev.gatehouse.pool;

import java.time.Duration;

/// What a client's sign-ins are like.
///
/// @param sessionTtl how long a challenge may be answered: `AuthSessionValidity`, 3 to 15 minutes,
///   default 3 (AC-14)
/// @param hidesUsers `PreventUserExistenceErrors` is `ENABLED`: nobody learns whom there is (AC-17,
///   users §2.9)
public record SignInPolicy(Duration sessionTtl, boolean hidesUsers) {
  /// As long as nothing is set.
  public static final SignInPolicy DEFAULT = new SignInPolicy(Duration.ofMinutes(3), false);
}
