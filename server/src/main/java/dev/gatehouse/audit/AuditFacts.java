package dev.gatehouse.audit;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who asked for what, from where (ui 10.2: the fields of CloudTrail).
///
/// @param eventName the operation, for instance `CreateUserPool`
/// @param poolId the pool that it is about; empty where it names none
/// @param actor an ARN
/// @param accessKeyId the key that signed; empty for the command line on a stopped server's folder
/// @param region of the signature
/// @param userAgent cut where it is long
/// @param parameters of the request, without secrets
public record AuditFacts(
    String eventName,
    Optional<String> poolId,
    String actor,
    Optional<String> accessKeyId,
    String sourceAddress,
    String userAgent,
    String requestId,
    String region,
    JsonObject parameters) {
  private static final int MILLIS_DIGITS = 3;
  private static final int AGENT_LENGTH_MAX = 256;

  public AuditFacts {
    if (userAgent.length() > AGENT_LENGTH_MAX) {
      userAgent = userAgent.substring(0, AGENT_LENGTH_MAX);
    }
  }

  /// What the caller was refused with.
  record Refused(String code, String message) {}

  AuditFacts about(String pool) {
    return new AuditFacts(
        eventName,
        Optional.of(pool),
        actor,
        accessKeyId,
        sourceAddress,
        userAgent,
        requestId,
        region,
        parameters);
  }

  /// The event as it is stored and shown.
  JsonObject document(Instant time, List<JsonValue> changes, Optional<Refused> refused) {
    var document =
        JsonValue.object()
            .put(
                "EventTime", new JsonNumber(BigDecimal.valueOf(time.toEpochMilli(), MILLIS_DIGITS)))
            .put("EventName", eventName)
            .put("Actor", actor);
    accessKeyId.ifPresent(id -> document.put("AccessKeyId", id));
    document
        .put("SourceAddress", sourceAddress)
        .put("UserAgent", userAgent)
        .put("RequestId", requestId)
        .put("Region", region);
    poolId.ifPresent(id -> document.put("UserPoolId", id));
    document.put("RequestParameters", parameters);
    if (!changes.isEmpty()) {
      document.put("Changes", new JsonArray(changes));
    }
    refused.ifPresent(
        error -> document.put("ErrorCode", error.code()).put("ErrorMessage", error.message()));
    return document.build();
  }
}
