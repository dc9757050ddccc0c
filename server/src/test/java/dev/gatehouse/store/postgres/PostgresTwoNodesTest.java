package dev.gatehouse.store.postgres;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.TwoNodesContract;
import dev.gatehouse.store.sql.CommitProbe;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("RL-32, RL-70: two nodes on one PostgreSQL")
class PostgresTwoNodesTest extends TwoNodesContract {
  @Override
  protected List<Store> openNodes() throws SQLException {
    var settings = TestDatabases.migrated();
    return List.of(
        PostgresStore.open(settings, () -> Rows.NOW, CommitProbe.NONE),
        PostgresStore.open(settings, () -> Rows.NOW, CommitProbe.NONE));
  }
}
