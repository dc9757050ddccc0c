package dev.gatehouse.http;

import java.time.Duration;

/// What one client, or all together, may ask of the server.
///
/// @param headerMax bytes of request line and header fields together
/// @param requestDeadline from the first byte of a request to its last, whatever its pace (HT-08)
/// @param idleMax how long a connection may stay without a request
/// @param connectionsMax open connections of all clients
/// @param connectionsPerAddressMax open connections of one address (HT-09)
/// @param concurrencyMax requests served at one time; more are answered 503
/// @param waitMax how long a request may have to wait for a processor; one that would wait longer
///   is answered 503 at once
/// @param requestsPerSecondPerAddress requests of one address; for more the answer is 429; 0 is no
///   limit
public record Limits(
    int headerMax,
    Duration requestDeadline,
    Duration idleMax,
    int connectionsMax,
    int connectionsPerAddressMax,
    int concurrencyMax,
    Duration waitMax,
    int requestsPerSecondPerAddress) {
  /// For a heap of 256 MiB.
  public static final Limits DEFAULT =
      new Limits(
          16_384,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          10_000,
          2_000,
          2_000,
          Duration.ofSeconds(1),
          0);
}
