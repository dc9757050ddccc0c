package dev.gatehouse.aws;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The answers of the JSON protocol, with the headers that every one carries (GEN-02, GEN-04).
final class ApiAnswer {
  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final int OK = 200;
  private static final int HEADER_LENGTH_MAX = 1_024;
  private static final byte[] EMPTY = {};
  private static final Field MEDIA_TYPE = new Field("Content-Type", CONTENT_TYPE);
  private static final Field ANY_ORIGIN = new Field("Access-Control-Allow-Origin", "*");
  private static final Field EXPOSED =
      new Field(
          "Access-Control-Expose-Headers",
          "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");

  private ApiAnswer() {}

  static Response success(String requestId, JsonObject members) {
    return answer(OK, requestId, List.of(MEDIA_TYPE), Json.write(members));
  }

  /// Of an operation without an output shape (users §1.3).
  static Response empty(String requestId) {
    return answer(OK, requestId, List.of(MEDIA_TYPE), EMPTY);
  }

  /// `{"__type":"…","message":"…"}`; `Message` with AccessDeniedException, and none where the text
  /// is empty (users §1.4, §1.6).
  static Response error(String requestId, ApiException failure) {
    var type = failure.error().type();
    var text = failure.text();
    var body = JsonValue.object().put("__type", type);
    var fields = new ArrayList<Field>();
    fields.add(MEDIA_TYPE);
    fields.add(new Field("x-amzn-ErrorType", type + ":"));
    if (!text.isEmpty()) {
      body.put(failure.error() == ApiError.ACCESS_DENIED ? "Message" : "message", text);
      fields.add(new Field("x-amzn-ErrorMessage", headerText(text)));
    }
    if (failure.error() == ApiError.METHOD_NOT_ALLOWED) {
      fields.add(new Field("Allow", "POST, OPTIONS"));
    }
    return answer(failure.error().status(), requestId, fields, Json.write(body.build()));
  }

  /// An answer with these fields and the ones that every answer carries.
  static Response answer(int status, String requestId, List<Field> fields, byte[] body) {
    var all = new ArrayList<Field>(fields.size() + 3);
    all.add(new Field("x-amzn-RequestId", requestId));
    all.add(ANY_ORIGIN);
    all.add(EXPOSED);
    all.addAll(fields);
    return new Response(status, new Headers(all), body);
  }

  /// A message may quote what the caller sent: only printable ASCII goes into a header, and not
  /// much of it. The body has the whole text.
  private static String headerText(String text) {
    var safe = new StringBuilder(Math.min(text.length(), HEADER_LENGTH_MAX));
    for (int i = 0; i < text.length() && i < HEADER_LENGTH_MAX; i++) {
      var c = text.charAt(i);
      safe.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return safe.toString();
  }
}
