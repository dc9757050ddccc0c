package dev.gatehouse.http;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Hears of every answered request. Told on the thread that answered, so it must not block.
public interface AccessLog {
  /// Hears nothing, and then no entry is made.
  AccessLog NONE =
      new AccessLog() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public void answered(Entry entry) {}
      };

  boolean isOn();

  void answered(Entry entry);

  /// One request. Never its query, body or `Authorization`.
  ///
  /// @param path as sent
  /// @param bytes of the answer's body
  /// @param duration from the first byte of the request to the last of the answer
  record Entry(
      String requestId,
      String peer,
      String method,
      String path,
      int status,
      int bytes,
      Duration duration,
      Optional<String> userAgent) {}

  /// Writes each entry as one event with named values to the logger `gatehouse.access`.
  static AccessLog toLogger() {
    var log = LoggerFactory.getLogger("gatehouse.access");
    return new AccessLog() {
      @Override
      public boolean isOn() {
        return log.isInfoEnabled();
      }

      @Override
      public void answered(Entry entry) {
        log.atInfo()
            .addKeyValue("requestId", entry.requestId)
            .addKeyValue("peer", entry.peer)
            .addKeyValue("method", entry.method)
            .addKeyValue("path", entry.path)
            .addKeyValue("status", entry.status)
            .addKeyValue("bytes", entry.bytes)
            .addKeyValue("micros", entry.duration.toNanos() / 1_000)
            .addKeyValue("userAgent", entry.userAgent.orElse(""))
            .log("request");
      }
    };
  }
}
