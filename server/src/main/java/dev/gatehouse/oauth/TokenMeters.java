package dev.gatehouse.oauth;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.ByCode;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the token endpoint counts, at all of its addresses.
final class TokenMeters {
  private final Family<Counter> requests =
      Family.counters(
          "gatehouse_token_requests_total",
          "Answered requests of the token endpoint.",
          "grant",
          "code");
  private final Family<Histogram> durations =
      Family.histograms(
          "gatehouse_token_request_duration_seconds",
          "Time from the complete request to its answer.",
          Buckets.REQUEST,
          "grant");
  private final Family<Counter> refusals =
      Family.counters("gatehouse_refusals_total", "Refused requests.", "reason");
  private final Map<Class<? extends Refusal>, Counter> reasons = new ConcurrentHashMap<>();
  private final Counter unavailable = refusals.of("unavailable");

  /// Of requests that ask for machine tokens, and of those that name no grant which exists here.
  final OfGrant clientCredentials = new OfGrant(GrantType.CLIENT_CREDENTIALS.flow());

  final OfGrant unknown = new OfGrant("unknown");

  /// The numbers of one grant.
  final class OfGrant {
    private final ByCode codes;
    private final Histogram duration;

    private OfGrant(String grant) {
      codes = new ByCode(code -> requests.of(grant, Integer.toString(code)));
      duration = durations.of(grant);
    }

    void answered(int code, long arrivedNanos) {
      codes.count(code);
      duration.observeSince(arrivedNanos);
    }
  }

  void refused(Refusal refusal) {
    reasons.computeIfAbsent(refusal.getClass(), this::reason).add();
  }

  private Counter reason(Class<? extends Refusal> type) {
    return refusals.of(Refusal.name(type));
  }

  void unavailable() {
    unavailable.add();
  }

  void showIn(Meters meters) {
    meters.show(requests);
    meters.show(durations);
    meters.show(refusals, "edge", "oauth");
  }
}
