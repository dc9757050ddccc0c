package dev.gatehouse.store.portable;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.SchemaOne;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.postgres.PostgresCopies;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.store.sqlite.SqliteCopies;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users, their names, groups and identities, messages to them, and what sign-in keeps go to the
/// other engine and back; backups are the same rows in a file.
class UserTransferTest {
  private static final List<String> TABLES =
      List.of(
          "pool_user",
          "user_password",
          "login_name",
          "user_search",
          "user_group",
          "group_member",
          "user_identity",
          "message",
          "spent_session",
          "user_code",
          "attempt",
          "refresh_family",
          "sign_out",
          "password_history",
          "audit_event",
          "audit_chain");

  @TempDir private Path temp;

  private static boolean fill(WriteTx tx) {
    tx.userPools().insert(Rows.pool(POOL));
    tx.users()
        .insert(
            Rows.user(POOL, sub(1), "jane"), Set.of(Rows.username("jane"), Rows.email("j@x.org")));
    tx.users()
        .insert(
            Rows.user(POOL, sub(2), "Zoë雪")
                .withEnabled(false)
                .withAttributes(Map.of("name", "Zoë \"雪\" \uD83E\uDD9E", "phone_number", "+1555")),
            Rows.password(),
            Set.of(new LoginName(LoginKind.PREFERRED_USERNAME, "Zoë \uD83E\uDD9E")));
    tx.groups().insert(Rows.group(POOL, "a"));
    tx.groups().insert(Rows.group(POOL, "雪"));
    tx.groupMembers().add(POOL, "雪", sub(1));
    tx.groupMembers().add(POOL, "雪", sub(2));
    tx.userIdentities().insert(Rows.identity(POOL, sub(2), "108"));
    tx.messages().insert(Rows.message(POOL, 1));
    fillSignIn(tx);
    return true;
  }

  private static void fillSignIn(WriteTx tx) {
    tx.spentSessions().spend(POOL, "a", NOW);
    tx.userCodes().put(Rows.code(sub(2), CodePurpose.RESET_PASSWORD, "hash"));
    tx.attempts().reserve(POOL, "name", AttemptKind.PASSWORD, NOW);
    tx.refreshFamilies().insert(Rows.family(sub(1), 1));
    tx.refreshFamilies().insert(Rows.family(sub(2), 2));
    tx.refreshFamilies().rotate(Rows.family(sub(2), 2).rotated(NOW));
    tx.refreshFamilies().revoke(POOL, Rows.family(sub(2), 2).originJti(), NOW);
    tx.signOuts().put(POOL, sub(2), NOW);
    tx.passwordHistory().add(POOL, sub(1), new Sealed("aGFzaA=="), 2);
    var event = new AuditEvents.Row("0198", POOL.value(), "{}", "mac", Optional.empty());
    tx.auditEvents().insert(event);
    tx.auditEvents()
        .insert(new AuditEvents.Row("0199", "", "{\"A\":\"雪\"}", "mac", Optional.empty()));
    tx.auditEvents().link(event, new AuditEvents.Link(1, "link"));
    tx.auditEvents().lockChain();
    tx.auditEvents()
        .putChain(
            new AuditEvents.Chain(
                new AuditEvents.Link(0, ""), new AuditEvents.Link(1, "link"), "0198", "seal"));
  }

  private static List<Object> everything(ReadTx tx) {
    return List.of(
        tx.users().findCredentialsByName(POOL, "jane"),
        tx.users().findCredentialsByName(POOL, "Zoë \uD83E\uDD9E"),
        tx.loginNames().list(POOL, sub(1)),
        tx.userPages().listByPrefix(POOL, SearchAttribute.NAME, "ZOË", Optional.empty(), 10),
        tx.groups().list(POOL, Optional.empty(), 10),
        tx.userPages().listByGroup(POOL, "雪", Optional.empty(), 10),
        tx.userIdentities().list(POOL, sub(2)),
        tx.messages().list(new Messages.Filter(POOL, Optional.empty()), Optional.empty(), 10),
        signIn(tx));
  }

  private static List<Object> signIn(ReadTx tx) {
    return List.of(
        tx.spentSessions().isSpent(POOL, "a"),
        tx.userCodes().find(POOL, sub(2), CodePurpose.RESET_PASSWORD).orElseThrow(),
        tx.attempts().find(POOL, "name", AttemptKind.PASSWORD).orElseThrow(),
        tx.refreshFamilies().find(POOL, Rows.family(sub(1), 1).originJti()).orElseThrow(),
        tx.refreshFamilies().find(POOL, Rows.family(sub(2), 2).originJti()).orElseThrow(),
        tx.signOuts().find(POOL, sub(2)).orElseThrow(),
        tx.passwordHistory().newest(POOL, sub(1), 2),
        tx.auditEvents().list(new AuditEvents.Filter(Optional.empty(), "", "g"), 10),
        tx.auditEvents().chain());
  }

  @Test
  void rl_66_users_go_to_the_other_engine_and_back() {
    var there = RoundTrip.expectSame(temp, UserTransferTest::fill, UserTransferTest::everything);
    assertThat(TABLES.stream().map(there::get).map(Tally::rows))
        .containsExactly(2L, 1L, 3L, 5L, 2L, 2L, 1L, 1L, 1L, 1L, 1L, 2L, 1L, 1L, 2L, 1L);
  }

  /// A backup of an older program is restored into its own schema and migrated at the next start.
  @Test
  void ks_08_rows_of_schema_1_go_to_the_other_engine_and_become_the_newest() throws SQLException {
    var file = temp.resolve("v1.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate(SchemaOne.fixture("sqlite"));
    }
    var url = TestDatabases.emptyUrl();
    try (var snapshot = SqliteCopies.snapshot(file);
        var load = PostgresCopies.load(url, snapshot.schemaVersion()).orElseThrow()) {
      assertThat(snapshot.schemaVersion()).isEqualTo(1);
      Transfer.copy(snapshot, load);
      load.commit();
    }
    try (var store = PostgresStore.open(url, () -> NOW)) {
      assertThat(store.<List<Object>>read(tx -> SchemaOne.everything(tx).subList(0, 9)))
          .isEqualTo(SchemaOne.EXPECTED.subList(0, 9)); // The feed stays where it was.
      assertThat(store.<Boolean>write(SchemaOne::takesUsers)).isTrue();
    }
  }

  @Test
  void users_come_after_their_pool_and_before_what_is_theirs() {
    var file = temp.resolve("a.db");
    SqliteStore.open(file, () -> NOW).close();
    try (var snapshot = SqliteCopies.snapshot(file)) {
      var names = snapshot.tables().stream().map(TableShape::name).toList();
      assertThat(names)
          .containsAll(TABLES)
          .containsSubsequence("user_pool", "pool_user", "login_name")
          .containsSubsequence("user_group", "group_member")
          .containsSubsequence("pool_user", "group_member")
          .containsSubsequence("pool_user", "user_identity")
          .containsSubsequence("pool_user", "refresh_family")
          .containsSubsequence("user_pool", "attempt")
          .containsSubsequence("user_pool", "user_search");
    }
  }
}
