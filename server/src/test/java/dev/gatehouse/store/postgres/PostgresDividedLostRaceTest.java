package dev.gatehouse.store.postgres;

import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreContract;
import java.sql.SQLException;

/// Divided by pool, and every write closure runs twice.
class PostgresDividedLostRaceTest extends StoreContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(
        TestDatabases.dividedByPool(), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
