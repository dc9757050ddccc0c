package dev.gatehouse.env;

import java.util.Optional;

/// What log lines say about the request being served. Bound once at the edge; business decisions
/// never read it: what a rule needs is a parameter.
///
/// @param requestId a lower-case UUID, also sent to the caller
/// @param peer the address of the network peer, for instance `127.0.0.1`
/// @param notes what becomes known while it is served
public record RequestContext(String requestId, String peer, RequestNotes notes) {
  private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

  public RequestContext(String requestId, String peer) {
    this(requestId, peer, new RequestNotes());
  }

  /// Where to note what becomes known of the request that this thread serves; outside of one,
  /// nobody reads it.
  public static RequestNotes currentNotes() {
    return CURRENT.isBound() ? CURRENT.get().notes : new RequestNotes();
  }

  /// The context of the request that this thread serves; empty outside of one.
  public static Optional<RequestContext> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Runs `work` with this context bound.
  public <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(CURRENT, this).call(work);
  }
}
