package dev.gatehouse.testkit;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Gatehouse answered to a request.
///
/// @param body as UTF-8
public record Answer(int status, Headers headers, String body) {
  static Answer of(Response response) {
    return new Answer(
        response.status(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
  }

  /// The value of the first header field of that name.
  public Optional<String> header(String name) {
    return headers.first(name);
  }
}
