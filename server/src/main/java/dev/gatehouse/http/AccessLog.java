package dev.gatehouse.http;

import dev.gatehouse.env.RequestNotes;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

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

  /// Whether it wants to hear of the request that these notes are of.
  default boolean wants(RequestNotes notes) {
    return isOn();
  }

  void answered(Entry entry);

  /// Both hear of what they want.
  default AccessLog and(AccessLog other) {
    return new BothLogs(this, other);
  }

  /// One request. Never its query, body or `Authorization`.
  ///
  /// @param path as sent
  /// @param bytes of the answer's body
  /// @param notes what the handler found out
  /// @param duration from the first byte of the request to the last of the answer
  record Entry(
      String requestId,
      String peer,
      String method,
      String path,
      int status,
      int bytes,
      Duration duration,
      Optional<String> userAgent,
      RequestNotes notes) {}

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
        var event =
            log.atInfo()
                .addKeyValue("requestId", entry.requestId)
                .addKeyValue("peer", entry.peer)
                .addKeyValue("method", entry.method)
                .addKeyValue("path", entry.path)
                .addKeyValue("status", entry.status)
                .addKeyValue("bytes", entry.bytes)
                .addKeyValue("micros", entry.duration.toNanos() / 1_000)
                .addKeyValue("userAgent", entry.userAgent.orElse(""));
        event = with(event, "operation", entry.notes.operation());
        event = with(event, "clientId", entry.notes.clientId());
        event = with(event, "pool", entry.notes.poolId());
        event = with(event, "accessKeyId", entry.notes.accessKeyId());
        event = with(event, "region", entry.notes.region());
        event.log("request");
      }
    };
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder event, String name, Optional<String> value) {
    return value.isPresent() ? event.addKeyValue(name, value.get()) : event;
  }
}
