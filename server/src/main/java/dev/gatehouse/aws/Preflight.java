package dev.gatehouse.aws;

import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The answer to a browser's CORS preflight: any origin, never credentials, since a signature is
/// not sent by itself (AP-13, users §1.1).
final class Preflight {
  private static final int NAMES_MAX = 50;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final byte[] EMPTY = {};

  private Preflight() {}

  static Response answer(Request request, String requestId) {
    var names =
        request.headers().all("access-control-request-headers").stream()
            .flatMap(value -> Stream.of(value.split(",", NAMES_MAX + 1)))
            .map(String::strip)
            .filter(name -> NAME.matcher(name).matches())
            .limit(NAMES_MAX)
            .collect(Collectors.joining(","));
    return ApiAnswer.answer(
        200,
        requestId,
        List.of(
            new Field("Access-Control-Allow-Methods", "POST"),
            new Field("Access-Control-Allow-Headers", names),
            new Field("Access-Control-Max-Age", "172800")),
        EMPTY);
  }
}
