package dev.gatehouse.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A request, read completely and within its limits.
public final class Request {
  private final String method;
  private final String path;
  private final Optional<String> query;
  private final Headers headers;
  private final byte[] body;
  private final String peer;
  private final String authority;
  private final Map<String, String> pathParameters;
  private final boolean isForwarded;
  private final boolean isBehindTls;
  private final long arrivedNanos = System.nanoTime();

  /// @param method as sent, case-sensitive
  /// @param path as sent, not decoded, without the query; begins with `/`
  /// @param query as sent, not decoded, without the question mark
  /// @param peer the address of the client: of the network peer, or what a trusted proxy says
  /// @param authority `Host` in lower case, with the port where it was sent
  /// @param pathParameters what the variables of the route's path matched
  public Request(
      String method,
      String path,
      Optional<String> query,
      Headers headers,
      byte[] body,
      String peer,
      String authority,
      Map<String, String> pathParameters) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.peer = peer;
    this.authority = authority;
    this.pathParameters = Map.copyOf(pathParameters);
    isForwarded = false;
    isBehindTls = false;
  }

  private Request(Request direct, boolean overTls) {
    method = direct.method;
    path = direct.path;
    query = direct.query;
    headers = direct.headers;
    body = direct.body;
    peer = direct.peer;
    authority = direct.authority;
    pathParameters = direct.pathParameters;
    isForwarded = true;
    isBehindTls = overTls;
  }

  /// The same, of somebody for whom a trusted proxy asks.
  ///
  /// @param overTls whether he speaks TLS to it
  public Request forwarded(boolean overTls) {
    return new Request(this, overTls);
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public Optional<String> query() {
    return query;
  }

  public Headers headers() {
    return headers;
  }

  /// The body; not a copy, so nobody may change it.
  public byte[] body() {
    return body;
  }

  public String peer() {
    return peer;
  }

  public String authority() {
    return authority;
  }

  /// Whether a trusted proxy asks for somebody else; then [#peer] is the proxy's own address where
  /// it did not say whose request it is.
  public boolean isForwarded() {
    return isForwarded;
  }

  /// Whether a trusted proxy has ended the client's TLS. Says nothing of a listener's own.
  public boolean isBehindTls() {
    return isBehindTls;
  }

  /// What the variable `name` of the route's path matched.
  ///
  /// @throws IllegalArgumentException when the route has no such variable
  public String pathParameter(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  /// When it was complete, by `System.nanoTime`.
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /// The media type without parameters, in lower case; empty when the header is absent.
  public Optional<String> mediaType() {
    return headers
        .first("content-type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public String toString() {
    return method + " " + path + " (" + Arrays.hashCode(body) + ")";
  }
}
