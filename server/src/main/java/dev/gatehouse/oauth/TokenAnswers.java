package dev.gatehouse.oauth;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Answers of the token endpoint, with the header fields that Cognito sends on success and error
/// alike (behaviour reference TK-09, TK-10).
final class TokenAnswers {
  private static final byte[] EMPTY = {};

  private static final Field JSON = new Field("Content-Type", "application/json;charset=UTF-8");
  private static final String HSTS = "Strict-Transport-Security";
  private static final List<Field> ALWAYS =
      List.of(
          new Field("X-Content-Type-Options", "nosniff"),
          new Field("X-XSS-Protection", "1; mode=block"),
          new Field("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
          new Field("Pragma", "no-cache"),
          new Field("Expires", "0"),
          new Field(HSTS, "max-age=31536000 ; includeSubDomains"),
          new Field("X-Frame-Options", "DENY"),
          new Field("Server", "Server"),
          new Field("Access-Control-Allow-Origin", "*"));

  private final Env env;
  private final List<Field> always;

  /// @param isLocalHttps whether HSTS would reach every server of a developer's machine; then it is
  ///   left out
  TokenAnswers(Env env, boolean isLocalHttps) {
    this.env = env;
    always =
        isLocalHttps
            ? ALWAYS.stream().filter(field -> !field.name().equals(HSTS)).toList()
            : ALWAYS;
  }

  /// A token (TK-22): `{"access_token":"…","expires_in":3600,"token_type":"Bearer"}`.
  Response token(String accessToken, long expiresInSeconds) {
    var body =
        "{\"access_token\":\""
            + accessToken
            + "\",\"expires_in\":"
            + expiresInSeconds
            + ",\"token_type\":\"Bearer\"}";
    return answer(200, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  Response error(OAuthError error) {
    return answer(error.status(), error.body());
  }

  /// An answer without a body.
  Response empty(int status) {
    return answer(status, EMPTY);
  }

  /// The answer to a browser's preflight: any origin, never credentials (TE-28). The star stands
  /// for every header field but `Authorization`, which the Fetch standard wants named.
  Response preflight() {
    return empty(200)
        .with("Access-Control-Allow-Methods", "POST")
        .with("Access-Control-Allow-Headers", "*, Authorization")
        .with("Access-Control-Max-Age", "172800");
  }

  private Response answer(int status, byte[] body) {
    var fields = new ArrayList<Field>(always.size() + 2);
    if (body.length > 0) {
      fields.add(JSON);
    }
    fields.add(new Field("x-amz-cognito-request-id", requestId()));
    fields.addAll(always);
    return new Response(status, new Headers(fields), body);
  }

  private String requestId() {
    return RequestContext.current()
        .map(RequestContext::requestId)
        .orElseGet(() -> env.uuid().toString());
  }
}
