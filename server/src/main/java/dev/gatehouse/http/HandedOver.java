package dev.gatehouse.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that a virtual thread serves. Every wait in the server ends by itself, most within
/// seconds; one that is served three times as long as its client may take to send it is stuck, and
/// is logged once, with where it is (RL-50).
final class HandedOver implements Connections.Timed {
  private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);

  private static final int DEADLINES = 3;
  private static final int FRAMES_MAX = 40;

  private final Thread thread = Thread.currentThread();
  private final long since = System.nanoTime();
  private final String request;
  private volatile boolean isOver;

  /// Of the thread that calls.
  ///
  /// @param request for the log: its id, method and route
  HandedOver(String request) {
    this.request = request;
  }

  void end() {
    isOver = true;
  }

  @Override
  public boolean sweep(long now, long deadlineNanos) {
    var served = now - since;
    if (!isOver && served > DEADLINES * deadlineNanos) {
      var at =
          Arrays.stream(thread.getStackTrace())
              .limit(FRAMES_MAX)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(", "));
      LOG.warn("request {} is not answered after {} ms: {}", request, served / 1_000_000, at);
      return true;
    }
    return isOver;
  }
}
