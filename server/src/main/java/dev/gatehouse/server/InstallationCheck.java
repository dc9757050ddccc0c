package dev.gatehouse.server;

import dev.gatehouse.env.Env;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.portable.Tally;
import dev.gatehouse.store.portable.Transfer;
import dev.gatehouse.store.sqlite.SqliteCopies;
import java.util.SequencedMap;

/// Looks through the database of an installation, also while its server works. Changes nothing.
public final class InstallationCheck {
  private InstallationCheck() {}

  /// Proves the master key and reads every row; of SQLite also every page, every index and every
  /// reference (RL-12).
  ///
  /// @return what each table holds
  /// @throws NothingThereException when there is no installation
  /// @throws StartRefusedException when the master key is not the right one
  /// @throws CopyFailedException when something is damaged
  public static SequencedMap<String, Tally> run(Site site, Env env) {
    if (site.database().isEmpty()) {
      DataFolder.database(site.data()).map(SqliteCopies::faults).stream()
          .flatMap(faults -> faults.stream().limit(1))
          .forEach(fault -> {
            throw damaged(site, fault);
          });
    }
    try (var snapshot = site.snapshot()) {
      site.sealer(snapshot, env.random());
      return Transfer.tallies(snapshot);
    } catch (StoreUnavailableException failure) {
      throw damaged(site, Stores.reason(failure));
    }
  }

  private static CopyFailedException damaged(Site site, String fault) {
    return new CopyFailedException(
        "The database of %s is damaged: %s. Stop the server. %s"
            .formatted(site.data(), fault, Stores.RESTORE));
  }
}
