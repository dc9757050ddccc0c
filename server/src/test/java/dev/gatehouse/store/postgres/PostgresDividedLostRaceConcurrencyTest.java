package dev.gatehouse.store.postgres;

import dev.gatehouse.store.ConcurrencyContract;
import dev.gatehouse.store.EveryFirstCommitFails;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import java.sql.SQLException;

/// Divided by pool, and every write closure runs twice.
class PostgresDividedLostRaceConcurrencyTest extends ConcurrencyContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(
        TestDatabases.dividedByPool(), () -> Rows.NOW, new EveryFirstCommitFails());
  }
}
