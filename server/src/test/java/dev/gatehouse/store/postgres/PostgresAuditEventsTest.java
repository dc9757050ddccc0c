package dev.gatehouse.store.postgres;

import dev.gatehouse.store.AuditEventsContract;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sql.CommitProbe;
import java.sql.SQLException;

/// PostgreSQL as it is.
class PostgresAuditEventsTest extends AuditEventsContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(TestDatabases.migrated(), () -> Rows.NOW, CommitProbe.NONE);
  }
}
