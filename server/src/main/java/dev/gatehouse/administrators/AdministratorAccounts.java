package dev.gatehouse.administrators;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.WriteTx;
import java.util.List;

/// The rules of who administers that need all administrators at once.
public final class AdministratorAccounts {
  private AdministratorAccounts() {}

  /// The administrator, held until the end of the transaction.
  ///
  /// @throws RefusedException with [Refusal.UnknownAdministrator] when there is none
  public static Administrators.Row lock(WriteTx tx, AdministratorName name) {
    return tx.administrators()
        .lock(name)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownAdministrator(name.value())));
  }

  /// Holds all administrators, and requires that one who may do everything is left when this one is
  /// not among them any more: one who has a password, if he has.
  ///
  /// @throws RefusedException with [Refusal.LastAdministrator], or with
  ///   [Refusal.UnknownAdministrator] when he is not there
  public static Administrators.Row lockSpared(WriteTx tx, AdministratorName name) {
    var all = tx.administrators().lockAll();
    var who =
        all.stream()
            .filter(row -> row.name().key().equals(name.key()))
            .findFirst()
            .orElseThrow(
                () -> new RefusedException(new Refusal.UnknownAdministrator(name.value())));
    if (who.role() == AdministratorRole.ADMINISTRATOR && !areEnough(others(all, who), who)) {
      throw new RefusedException(new Refusal.LastAdministrator());
    }
    return who;
  }

  private static List<Administrators.Row> others(
      List<Administrators.Row> all, Administrators.Row who) {
    return all.stream()
        .filter(row -> row.role() == AdministratorRole.ADMINISTRATOR && !row.equals(who))
        .toList();
  }

  private static boolean areEnough(List<Administrators.Row> others, Administrators.Row who) {
    return who.password().isPresent()
        ? others.stream().anyMatch(row -> row.password().isPresent())
        : !others.isEmpty();
  }

  /// Requires of somebody new that there is one who may do everything, or that he is it.
  ///
  /// @throws RefusedException with [Refusal.LastAdministrator]
  public static void requireFirst(WriteTx tx, AdministratorRole role) {
    if (role != AdministratorRole.ADMINISTRATOR
        && tx.administrators().list().stream()
            .noneMatch(row -> row.role() == AdministratorRole.ADMINISTRATOR)) {
      throw new RefusedException(new Refusal.LastAdministrator());
    }
  }
}
