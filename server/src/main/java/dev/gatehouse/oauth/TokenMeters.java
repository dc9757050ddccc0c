package dev.gatehouse.oauth;

import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.ByCode;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.usage.Usage;
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

  private final Usage usage;

  /// Of requests that ask for machine tokens, and of those that name no grant which exists here.
  private final OfGrant clientCredentials = new OfGrant(GrantType.CLIENT_CREDENTIALS.flow());

  private final OfGrant unknown = new OfGrant("unknown");

  /// @param usage also counts them, by client
  TokenMeters(Usage usage) {
    this.usage = usage;
  }

  /// The numbers of one grant.
  private final class OfGrant {
    private final ByCode codes;
    private final Histogram duration;

    private OfGrant(String grant) {
      codes = new ByCode(code -> requests.of(grant, Integer.toString(code)));
      duration = durations.of(grant);
    }

    void answered(int code, long nanos) {
      codes.count(code);
      duration.observe(nanos);
    }
  }

  /// @param arrivedNanos of `System.nanoTime`
  void answered(RequestNotes notes, int code, long arrivedNanos) {
    var nanos = System.nanoTime() - arrivedNanos;
    (notes.operation().isPresent() ? clientCredentials : unknown).answered(code, nanos);
    usage.answeredToken(notes, code, nanos);
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
