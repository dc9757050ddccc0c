package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.Map;

/// Requests that operations accept, from which the boundary probes start. Where none is registered
/// the smallest request is taken that satisfies the constraints.
final class BoundaryRequests {
  private final Map<String, JsonObject> requests = new HashMap<>();

  BoundaryRequests put(String operation, JsonObject request) {
    requests.put(operation, request);
    return this;
  }

  JsonObject of(ApiModel.Entry operation) {
    var registered = requests.get(operation.name());
    return registered == null
        ? (JsonObject) ShapeSamples.minimal(operation.input().orElseThrow())
        : registered;
  }
}
