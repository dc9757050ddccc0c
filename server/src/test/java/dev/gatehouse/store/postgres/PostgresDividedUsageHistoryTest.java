package dev.gatehouse.store.postgres;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UsageHistoryContract;
import dev.gatehouse.store.sql.CommitProbe;
import java.sql.SQLException;

/// Every table of a pool is divided by pool (design D10).
class PostgresDividedUsageHistoryTest extends UsageHistoryContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(TestDatabases.dividedByPool(), () -> Rows.NOW, CommitProbe.NONE);
  }
}
