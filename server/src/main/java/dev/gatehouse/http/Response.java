package dev.gatehouse.http;

import java.nio.charset.StandardCharsets;

/// An answer. `Date`, `Content-Length` and connection fields are added by the server.
public final class Response {
  private static final byte[] EMPTY = {};

  private final int status;
  private final Headers headers;
  private final byte[] body;

  /// @param body not copied; nobody may change it afterwards
  public Response(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /// An answer without a body.
  public static Response of(int status) {
    return new Response(status, Headers.NONE, EMPTY);
  }

  /// An answer with a body in UTF-8.
  public static Response of(int status, String contentType, String body) {
    return new Response(
        status,
        Headers.NONE.with("Content-Type", contentType),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// The same answer with one more header field.
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /// The body; not a copy, so nobody may change it.
  public byte[] body() {
    return body;
  }
}
