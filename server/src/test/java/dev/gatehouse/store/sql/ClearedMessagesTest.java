package dev.gatehouse.store.sql;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message that another node settles while the inbox is emptied: PostgreSQL's READ COMMITTED
/// shows it to the second statement. Here a trigger is that node.
class ClearedMessagesTest {
  private static final String OTHER_NODE =
      """
      CREATE TRIGGER other_node AFTER DELETE ON message BEGIN
        UPDATE message SET state = 'SENT' WHERE state = 'PENDING';
      END
      """;

  @TempDir private Path directory;

  @Test
  void ks_01_the_words_of_what_was_delivered_meanwhile_go_with_the_inbox() throws SQLException {
    var file = directory.resolve("gatehouse.db");
    SqliteStore.open(file, () -> NOW).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      var handle = Handle.of(connection);
      var tx = new SqlTx(handle, Dialect.SQLITE, () -> NOW);
      tx.userPools().insert(Rows.pool(POOL));
      tx.messages().insert(Rows.message(POOL, 1));
      tx.messages().insert(Rows.message(POOL, 2, "jane@example.com", State.PENDING, NOW));
      handle.execute(OTHER_NODE);

      var all = new Messages.Filter(POOL, Optional.empty());
      assertThat(tx.messages().clear(all, 10)).isEqualTo(2);

      var left = tx.messages().list(all, Optional.empty(), 10).getFirst();
      assertThat(left.state()).isEqualTo(State.SENT);
      assertThat(left.inInbox()).isFalse();
      assertThat(left.content()).isEmpty();
    }
  }
}
