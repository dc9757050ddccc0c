package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.ObjectBuilder;
import dev.gatehouse.usage.Counts;
import dev.gatehouse.usage.Latencies;
import java.util.Map;

/// What clients did, as this API describes it:
///
/// ```json
/// {"Tokens":{"client_credentials":100},"SignIns":{"Succeeded":0,"Failed":0},
///  "Errors":{"invalid_client":2},
///  "Latency":{"Requests":102,"P50Micros":612,"P95Micros":940,"P99Micros":1480}}
/// ```
final class UsageView {
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.95;
  private static final double NEARLY_ALL = 0.99;

  private UsageView() {}

  /// Adds the members that clients have, too: all but the latency.
  static ObjectBuilder put(ObjectBuilder view, Counts counts) {
    return view.put("Tokens", json(counts.tokens()))
        .put(
            "SignIns",
            JsonValue.object()
                .put("Succeeded", counts.signIns())
                .put("Failed", counts.failedSignIns())
                .build())
        .put("Errors", json(counts.errors()));
  }

  private static JsonObject json(Map<String, Long> counts) {
    var json = JsonValue.object();
    counts.forEach((name, count) -> json.put(name, count));
    return json.build();
  }

  /// Adds all members; a latency only where the token endpoint was asked.
  static JsonObject all(ObjectBuilder view, Counts counts) {
    put(view, counts);
    var latencies = counts.latencies();
    if (!latencies.isEmpty()) {
      long requests = latencies.values().stream().mapToLong(Long::longValue).sum();
      view.put(
          "Latency",
          JsonValue.object()
              .put("Requests", requests)
              .put("P50Micros", Latencies.percentileMicros(latencies, MEDIAN))
              .put("P95Micros", Latencies.percentileMicros(latencies, MOST))
              .put("P99Micros", Latencies.percentileMicros(latencies, NEARLY_ALL))
              .build());
    }
    return view.build();
  }
}
