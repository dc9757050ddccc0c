package dev.gatehouse.delivery;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.store.Messages;
import java.time.Duration;
import java.util.Set;

/// Where messages of this server go.
///
/// @param inbox whether they are kept in the local inbox, for administrators to read
/// @param delivered the media over which they are sent: those with a transport, where messages are
///   to be delivered at all
/// @param keep how long what was sent, given up or only kept is still shown
public record Ways(boolean inbox, Set<DeliveryMedium> delivered, Duration keep) {
  /// The local inbox alone: the default of dev mode.
  public static final Ways INBOX = new Ways(true, Set.of(), Duration.ofDays(7));

  public Ways {
    delivered = Set.copyOf(delivered);
  }

  /// Whether a message of that medium gets anywhere.
  public boolean reach(DeliveryMedium medium) {
    return inbox || delivered.contains(medium);
  }

  /// What a new message of that medium waits for.
  Messages.State firstState(DeliveryMedium medium) {
    if (delivered.contains(medium)) {
      return Messages.State.PENDING;
    }
    return inbox ? Messages.State.KEPT : Messages.State.FAILED;
  }
}
