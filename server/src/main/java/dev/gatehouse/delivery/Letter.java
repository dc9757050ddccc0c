package dev.gatehouse.delivery;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Messages;
import java.util.Optional;

/// A message with its words, sealed, ready to be posted; made by [Postbox#render].
public final class Letter {
  private final DeliveryMedium medium;
  private final String maskedDestination;
  private final boolean reaches;
  private final Optional<Messages.Row> row;

  /// @param reaches whether this server can deliver it
  /// @param row empty when the pool's template keeps it from being sent (§2.4)
  Letter(
      DeliveryMedium medium,
      String maskedDestination,
      boolean reaches,
      Optional<Messages.Row> row) {
    this.medium = medium;
    this.maskedDestination = maskedDestination;
    this.reaches = reaches;
    this.row = row;
  }

  /// `DeliveryMedium` of `CodeDeliveryDetails`.
  public DeliveryMedium medium() {
    return medium;
  }

  /// `Destination` of `CodeDeliveryDetails`, masked (§8.2).
  public String maskedDestination() {
    return maskedDestination;
  }

  /// To be called after the transaction that posted the letter: what the transaction did stays
  /// (§2.3), and the caller is told that no message comes.
  ///
  /// @throws RefusedException with [Refusal.CodeNotDelivered] when this server has no way to
  ///   deliver it
  public void requireWay() {
    if (row.isPresent() && !reaches) {
      throw new RefusedException(new Refusal.CodeNotDelivered(medium));
    }
  }

  Optional<Messages.Row> row() {
    return row;
  }
}
