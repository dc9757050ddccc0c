package dev.gatehouse.aws;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.ByCode;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the dispatcher counts, by operation of the API model. What names no operation of it is
/// counted as `unknown`, whatever it names (IN-08).
final class ApiMeters {
  private static final String UNKNOWN = "unknown";

  private final Family<Counter> requests =
      Family.counters(
          "gatehouse_api_requests_total",
          "Answered requests of the AWS and extension APIs.",
          "service",
          "operation",
          "code");
  private final Family<Histogram> durations =
      Family.histograms(
          "gatehouse_api_request_duration_seconds",
          "Time from the complete request to its answer.",
          Buckets.REQUEST,
          "service",
          "operation");
  private final Family<Counter> refusals =
      Family.counters("gatehouse_refusals_total", "Refused requests.", "reason");
  private final Map<ApiService, Map<String, OfOperation>> operations =
      new EnumMap<>(ApiService.class);
  private final OfOperation unknown = new OfOperation(UNKNOWN, UNKNOWN);
  private final OfOperation sts = new OfOperation("sts", "GetCallerIdentity");

  ApiMeters() {
    for (var service : ApiService.values()) {
      operations.put(service, new ConcurrentHashMap<>());
    }
  }

  /// The numbers of one operation.
  final class OfOperation {
    private final ByCode codes;
    private final Histogram duration;

    private OfOperation(String service, String operation) {
      codes = new ByCode(code -> requests.of(service, operation, Integer.toString(code)));
      duration = durations.of(service, operation);
    }

    void answered(int code, long arrivedNanos) {
      codes.count(code);
      duration.observeSince(arrivedNanos);
    }
  }

  /// @param entry empty when the request names no operation
  OfOperation of(Optional<ApiModel.Entry> entry) {
    return entry.map(this::of).orElse(unknown);
  }

  private OfOperation of(ApiModel.Entry entry) {
    var service = entry.service();
    return Objects.requireNonNull(operations.get(service))
        .computeIfAbsent(entry.name(), name -> new OfOperation(service.signingName(), name));
  }

  /// The one operation of the query protocol.
  OfOperation sts() {
    return sts;
  }

  void refused(ErrorEntry error) {
    refusals.of(error.reason()).add();
  }

  void showIn(Meters meters) {
    meters.show(requests);
    meters.show(durations);
    meters.show(refusals, "edge", "api");
  }
}
