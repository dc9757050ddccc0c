package dev.gatehouse.http;

import java.util.Optional;

/// A handler that answers without blocking when everything it needs is in memory (design D3): then
/// it runs on the server's own thread, where a hand-over would cost more than the work.
public interface InlineHandler extends Handler {
  /// The answer; or empty when something must be loaded first, and then nothing has happened yet:
  /// the server calls [#handle] on a virtual thread.
  Optional<Response> tryHandle(Request request);

  /// Whether an answer costs no more than a refusal would: then it need not wait its turn behind
  /// those that take long, nor be refused when there are too many of them.
  default boolean isCheap() {
    return false;
  }
}
