package dev.gatehouse.pool;

import java.time.Duration;
import java.util.Optional;

/// What a client's refresh tokens are like.
///
/// @param ttl 60 minutes to 10 years, default 30 days (AC-11, AC-12)
/// @param retryGrace how long a refresh token that was replaced may be used again: 0 to 60 seconds
///   (AC-20); empty where refresh tokens are not replaced
public record RefreshPolicy(Duration ttl, Optional<Duration> retryGrace) {
  /// As long as nothing is set.
  public static final RefreshPolicy DEFAULT =
      new RefreshPolicy(Duration.ofDays(30), Optional.empty());

  /// Whether each refresh replaces the token (`RefreshTokenRotation`).
  public boolean rotates() {
    return retryGrace.isPresent();
  }
}
