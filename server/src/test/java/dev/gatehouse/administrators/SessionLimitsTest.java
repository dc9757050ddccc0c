package dev.gatehouse.administrators;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.store.ConsoleSessions;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page is told and what the clean-up deletes are over at the same moment.
class SessionLimitsTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12));

  @TempDir private Path folder;

  private static ConsoleSessions.Row stored(Store store) {
    return store.<List<ConsoleSessions.Row>>read(tx -> tx.consoleSessions().list()).getFirst();
  }

  private static int endOver(Store store, Instant now) {
    return store.<Integer>write(tx -> LIMITS.endOver(tx, now));
  }

  @Test
  void ui_06_a_session_is_over_when_it_was_idle_so_long() {
    try (var store = SqliteStore.open(folder.resolve("gatehouse.db"), () -> NOW)) {
      store.write(tx -> {
        tx.administrators().insert(Rows.administrator("ada", AdministratorRole.ADMINISTRATOR));
        tx.accessKeys().insert(Rows.rootKey("AKIAAAAAAAAAAAAAAAAA"));
        tx.consoleSessions().insert(Rows.session("hash", "ada", "AKIAAAAAAAAAAAAAAAAA"));
        tx.consoleSessions().touch("hash", NOW.plusSeconds(60));
        return true;
      });
      var end = NOW.plusSeconds(60).plus(LIMITS.idle());
      assertThat(LIMITS.isOver(stored(store), end.minusMillis(1))).isFalse();
      assertThat(endOver(store, end.minusMillis(1))).isZero();
      assertThat(LIMITS.isOver(stored(store), end)).isTrue();
      assertThat(endOver(store, end)).isEqualTo(1);
    }
  }

  @Test
  void ui_06_a_session_is_over_at_its_end_however_much_it_is_used() {
    var end = NOW.plus(LIMITS.max());
    var used =
        new ConsoleSessions.Row(
            "hash", Rows.session("hash", "ada", "AKIA").name(), "AKIA", NOW, end, end);
    assertThat(LIMITS.isOver(used, end.minusMillis(1))).isFalse();
    assertThat(LIMITS.isOver(used, end)).isTrue();
  }
}
