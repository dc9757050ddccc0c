package dev.gatehouse.store.portable;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SetUpLinks;
import dev.gatehouse.store.WriteTx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Administrators, their links, sessions and wrong guesses go to the other engine and back.
class AdministratorTransferTest {
  @TempDir private Path temp;

  private static boolean fill(WriteTx tx) {
    var totp = new Administrators.Totp(new Sealed("c2VlZA=="), true, 59_000_000);
    tx.administrators()
        .insert(
            Rows.administrator("Ada", AdministratorRole.ADMINISTRATOR)
                .withTotp(Optional.of(totp), NOW)
                .signedIn(NOW));
    tx.administrators()
        .insert(
            Administrators.Row.create(
                new AdministratorName("grace"),
                AdministratorRole.POOL_ADMINISTRATOR,
                List.of("us-east-1_A", "eu-west-1_B"),
                NOW));
    tx.setUpLinks()
        .put(new SetUpLinks.Row(Optional.of(new AdministratorName("grace")), "link", NOW));
    tx.accessKeys().insert(Rows.rootKey("AKIAAAAAAAAAAAAAAAAA"));
    tx.consoleSessions().insert(Rows.session("hash", "Ada", "AKIAAAAAAAAAAAAAAAAA"));
    tx.consoleAttempts().put("a", new AttemptCount(1, NOW, 2, NOW), NOW);
    return true;
  }

  private static List<Object> everything(ReadTx tx) {
    return List.of(
        tx.administrators().list(),
        tx.setUpLinks().find("link"),
        tx.consoleSessions().list(),
        tx.consoleAttempts().find("a"));
  }

  @Test
  void rl_66_administrators_go_to_the_other_engine_and_back() {
    var there =
        RoundTrip.expectSame(
            temp, AdministratorTransferTest::fill, AdministratorTransferTest::everything);
    assertThat(there)
        .extractingByKeys("administrator", "set_up_link", "console_session", "console_attempt")
        .extracting(Tally::rows)
        .containsExactly(2L, 1L, 1L, 1L);
  }
}
