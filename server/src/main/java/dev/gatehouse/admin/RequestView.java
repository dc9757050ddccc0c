package dev.gatehouse.admin;

import dev.gatehouse.http.RequestLog;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;

/// A line of the request log as this API describes it.
final class RequestView {
  private static final String BY_DOMAIN = "/domains/";
  private static final int QUOTED = 4;
  private static final int NANOS_PER_MICRO = 1_000;

  private RequestView() {}

  static JsonObject of(RequestLog.Line line) {
    var entry = line.entry();
    var notes = entry.notes();
    var view =
        JsonValue.object()
            .put("RequestId", entry.requestId())
            .put("Time", Members.date(line.time().minus(entry.duration())))
            .put("Method", entry.method())
            .put("Path", path(line));
    notes.operation().ifPresent(name -> view.put("Operation", name));
    line.pool().ifPresent(id -> view.put("UserPoolId", id));
    notes.clientId().ifPresent(id -> view.put("ClientId", id));
    notes.actor().ifPresent(arn -> view.put("Actor", arn));
    view.put("Status", entry.status());
    notes.errorCode().ifPresent(code -> view.put("ErrorCode", code));
    return view.put("Reasons", JsonValue.of(notes.reasons()))
        .put("DurationMicros", entry.duration().toNanos() / NANOS_PER_MICRO)
        .put("SourceAddress", entry.peer())
        .build();
  }

  /// Of a domain that nobody has, only the beginning: it may be something else (IN-07).
  private static String path(RequestLog.Line line) {
    var path = line.entry().path();
    var slash = path.indexOf('/', BY_DOMAIN.length());
    var end = slash < 0 ? path.length() : slash; // The log cuts long paths.
    return path.startsWith(BY_DOMAIN) && end > BY_DOMAIN.length() + QUOTED && line.pool().isEmpty()
        ? path.substring(0, BY_DOMAIN.length() + QUOTED) + "…" + path.substring(end)
        : path;
  }
}
