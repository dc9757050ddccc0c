package dev.gatehouse.store.postgres;

import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.RefreshFamiliesContract;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import java.sql.SQLException;

/// Every write closure runs twice.
class PostgresLostRaceRefreshFamiliesTest extends RefreshFamiliesContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(
        TestDatabases.migrated(), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
