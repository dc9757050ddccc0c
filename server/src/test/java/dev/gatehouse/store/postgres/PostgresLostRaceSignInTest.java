package dev.gatehouse.store.postgres;

import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.SignInContract;
import dev.gatehouse.store.Store;
import java.sql.SQLException;

/// Every write closure runs twice.
class PostgresLostRaceSignInTest extends SignInContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(
        TestDatabases.migrated(), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
