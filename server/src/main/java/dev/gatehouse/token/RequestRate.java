package dev.gatehouse.token;

import dev.gatehouse.env.RateLimit;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.InstantSource;

/// Limits how many tokens a second one client gets from this node; off unless an operator sets it.
/// Asked after the client has proved itself, so that nobody else can use up its share. Thread-safe.
public final class RequestRate {
  private final RateLimit<ClientId> limit;

  /// @param perSecond tokens of one client in a second, all at once or spread; 0 is no limit
  public RequestRate(int perSecond, InstantSource clock) {
    limit = new RateLimit<>(perSecond, clock);
  }

  /// Takes one token's share of the client's rate.
  ///
  /// @throws RefusedException with `TooManyRequests`
  public void take(ClientId id) {
    if (!limit.tryTake(id)) {
      throw new RefusedException(new Refusal.TooManyRequests(id));
    }
  }
}
