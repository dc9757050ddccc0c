package dev.gatehouse.catalog;

import java.io.Serial;

/// What was asked is not in memory: the request has to go where it may block. One instance, without
/// a stack trace: it is an ordinary outcome of a cold cache.
public final class NotCachedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NotCachedException() {
    super("not cached", null, false, false);
  }
}
