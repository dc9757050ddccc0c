package dev.gatehouse.delivery;

import dev.gatehouse.delivery.DeliveryMeters.Outcome;
import dev.gatehouse.pool.DeliveryMedium;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends messages whose time is over: gives up what nobody delivered while it was useful, which no
/// [Courier] does for a medium that no node delivers any more, and deletes what was shown for long
/// enough. Short transactions of bounded size; any node may do it.
public final class OldMessages {
  /// What is wrong with a message that nobody could try in time.
  static final String TOO_LATE = "it was not delivered while it was useful";

  private static final Logger LOG = LoggerFactory.getLogger(OldMessages.class);
  private static final int AT_ONCE = 1_000;

  private final Courier.Parts parts;

  public OldMessages(Courier.Parts parts) {
    this.parts = parts;
  }

  /// @throws dev.gatehouse.store.StoreUnavailableException when the database cannot be reached
  public void end() {
    for (var medium : DeliveryMedium.values()) {
      giveUp(medium);
    }
    var now = parts.env().now();
    int deleted;
    do {
      deleted = parts.store().write(tx -> tx.messages().deleteDue(now, AT_ONCE));
    } while (deleted == AT_ONCE);
  }

  private void giveUp(DeliveryMedium medium) {
    var now = parts.env().now();
    var deleteAt = now.plus(parts.keep());
    int all = 0;
    int some;
    do {
      some =
          parts.store().write(tx -> tx.messages().giveUp(medium, now, deleteAt, TOO_LATE, AT_ONCE));
      all += some;
    } while (some == AT_ONCE);
    for (int i = 0; i < all; i++) {
      parts.meters().count(medium, Outcome.FAILED);
    }
    if (all > 0) {
      LOG.warn("{} messages by {} are given up: nobody delivered them in time", all, medium);
    }
  }
}
