package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.testing.Patience;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// One node cleans up while another renews a row that has expired: what is renewed stays, although
/// the clean-up had chosen it (RL-69).
class ExpiryOfTwoNodesTest {
  private static final UserSub SUB = Rows.sub(1);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
  private static final int LIMIT = 10;

  @Test
  void a_code_that_is_sent_again_stays() throws Exception {
    race(
        tx -> tx.userCodes().put(code("old", LONG_AGO)),
        tx -> tx.userCodes().put(code("new", NOW.plusSeconds(1))),
        tx -> tx.userCodes().deleteExpired(POOL, NOW, LIMIT));
  }

  @Test
  void a_user_who_signs_out_again_stays_signed_out() throws Exception {
    race(
        tx -> tx.signOuts().put(POOL, SUB, LONG_AGO),
        tx -> tx.signOuts().put(POOL, SUB, NOW),
        tx -> tx.signOuts().deleteBefore(POOL, NOW.minusSeconds(1), LIMIT));
  }

  @Test
  void a_count_that_goes_on_stays() throws Exception {
    race(
        tx -> tx.attempts().reserve(POOL, "name", AttemptKind.PASSWORD, LONG_AGO),
        tx -> tx.attempts().reserve(POOL, "name", AttemptKind.PASSWORD, NOW),
        tx -> tx.attempts().deleteExpired(POOL, NOW, LIMIT));
  }

  private static UserCodes.Row code(String hash, Instant expiresAt) {
    return new UserCodes.Row(
        POOL, SUB, CodePurpose.CONFIRM_SIGN_UP, hash, "email", "a@b.c", 0, LONG_AGO, expiresAt);
  }

  /// The clean-up chooses the row, waits for the one who renews it, and removes nothing.
  private static void race(
      Consumer<WriteTx> make, Consumer<WriteTx> renew, ToIntFunction<WriteTx> cleanUp)
      throws Exception {
    var url = TestDatabases.migratedUrl();
    try (var one = PostgresStore.open(url, () -> NOW);
        var other = PostgresStore.open(url, () -> NOW);
        var watching = DriverManager.getConnection(url);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      write(
          one,
          tx -> {
            tx.userPools().insert(Rows.pool(POOL));
            tx.users().insert(Rows.user(POOL, SUB, "jane"), Set.of());
            make.accept(tx);
          });
      var removed =
          one.write(tx -> {
            renew.accept(tx);
            var cleaning = threads.submit(() -> other.<Integer>write(cleanUp::applyAsInt));
            Patience.until("the clean-up waits", () -> waits(watching));
            return cleaning;
          });
      assertThat(removed.get()).isZero();
    }
  }

  private static void write(Store store, Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  private static boolean waits(Connection database) {
    var ask =
        "SELECT count(*) > 0 FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(ask)) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
