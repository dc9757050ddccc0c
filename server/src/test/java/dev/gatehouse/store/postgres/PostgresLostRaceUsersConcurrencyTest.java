package dev.gatehouse.store.postgres;

import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UsersConcurrencyContract;
import java.sql.SQLException;

/// Every write closure runs twice.
class PostgresLostRaceUsersConcurrencyTest extends UsersConcurrencyContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(
        TestDatabases.migrated(), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
