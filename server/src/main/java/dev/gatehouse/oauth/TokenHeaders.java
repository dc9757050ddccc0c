package dev.gatehouse.oauth;

import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import java.util.ArrayList;
import java.util.List;

/// The header fields of every answer of the token endpoint, as the service sends them (behaviour
/// reference TK-09, TK-10), the blank before the semicolon included.
final class TokenHeaders {
  private static final List<Field> FIXED =
      List.of(
          new Field("Content-Type", "application/json;charset=UTF-8"),
          new Field("Access-Control-Allow-Origin", "*"),
          new Field("X-Content-Type-Options", "nosniff"),
          new Field("X-XSS-Protection", "1; mode=block"),
          new Field("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
          new Field("Pragma", "no-cache"),
          new Field("Expires", "0"),
          new Field("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains"),
          new Field("X-Frame-Options", "DENY"),
          new Field("Server", "Server"));

  private TokenHeaders() {}

  static Headers ofThisRequest() {
    var fields = new ArrayList<Field>(FIXED.size() + 1);
    fields.add(
        new Field(
            "x-amz-cognito-request-id",
            RequestContext.current().map(RequestContext::requestId).orElse("")));
    fields.addAll(FIXED);
    return new Headers(fields);
  }
}
