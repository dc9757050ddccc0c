package dev.gatehouse.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.RemovalsContract;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.CommitProbe;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// PostgreSQL as it is.
class PostgresRemovalsTest extends RemovalsContract {
  @Override
  protected Store openEmpty() throws SQLException {
    return PostgresStore.open(TestDatabases.migrated(), () -> Rows.NOW, CommitProbe.NONE);
  }

  private boolean purges(Function<WriteTx, Boolean> purge) {
    return CompletableFuture.supplyAsync(() -> store.write(purge)).join();
  }

  /// Who waited would find the rows gone that it chose, and nothing that is left.
  @Test
  void what_another_one_purges_is_left_to_it() {
    Function<WriteTx, Boolean> group = tx -> tx.groups().purge(Rows.POOL, 1);
    Function<WriteTx, Boolean> pool = tx -> tx.userPools().purge(Rows.POOL, 1);
    store.write(tx -> {
      tx.groups().remove(Rows.POOL, "a");
      return tx;
    });
    store.write(tx -> {
      assertThat(group.apply(tx)).isTrue();
      assertThat(purges(group)).isFalse();
      return tx;
    });
    assertThat(purges(group)).isTrue();

    store.write(tx -> {
      tx.userPools().remove(Rows.POOL);
      return tx;
    });
    store.write(tx -> {
      assertThat(pool.apply(tx)).isTrue();
      assertThat(purges(pool)).isFalse();
      return tx;
    });
    assertThat(purges(pool)).isTrue();
  }
}
