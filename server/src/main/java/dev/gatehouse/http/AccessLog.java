package dev.gatehouse.http;

import java.time.Duration;

/// Hears of every answered request. Told on the thread that answered, so it must not block.
@FunctionalInterface
public interface AccessLog {
  /// Hears nothing.
  AccessLog NONE = _ -> {};

  void answered(Entry entry);

  /// One request. Never its query, body or `Authorization`.
  record Entry(
      String requestId, String peer, String method, String path, int status, Duration duration) {}
}
