package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.testing.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What every store must do with administrators, their links and sessions.
public abstract class AdministratorsContract extends StoreUnderTest {
  private static final AdministratorName ADA = new AdministratorName("Ada");
  private static final Administrators.Row ROW =
      Rows.administrator("Ada", AdministratorRole.ADMINISTRATOR);
  private static final String ROOT = "AKIAAAAAAAAAAAAAAAAA";
  private static final String CHILD = "ASIAAAAAAAAAAAAAAAAA";

  private Optional<Administrators.Row> find(String name) {
    return store.read(tx -> tx.administrators().find(new AdministratorName(name)));
  }

  private List<ConsoleSessions.Row> sessions() {
    return store.read(tx -> tx.consoleSessions().list());
  }

  private List<String> keys() {
    return store.read(tx -> tx.accessKeys().list().stream().map(AccessKeys.Row::id).toList());
  }

  private static AccessKeys.Row child(String id, String parent, Optional<Instant> lastUsedAt) {
    var key = Rows.accessKey(id);
    return new AccessKeys.Row(
        id,
        key.secret(),
        "Ada",
        true,
        key.policy(),
        Optional.of(new Sealed("dG9rZW4=")),
        NOW.plusSeconds(1),
        Optional.of(NOW.plusSeconds(3600)),
        lastUsedAt,
        Optional.of(parent));
  }

  /// An administrator with one session that has one key.
  private void signIn() {
    write(tx -> {
      tx.administrators().insert(ROW);
      tx.accessKeys().insert(Rows.rootKey(ROOT));
      tx.accessKeys().insert(child(CHILD, ROOT, Optional.empty()));
      tx.consoleSessions().insert(Rows.session("hash", "ada", ROOT));
    });
  }

  @Test
  void an_administrator_is_found_in_any_case_and_there_once() {
    write(tx -> tx.administrators().insert(ROW));

    assertThat(find("Ada")).contains(ROW);
    assertThat(find("aDA")).contains(ROW);
    assertThat(find("grace")).isEmpty();
    assertRefused(
        new Refusal.AdministratorExists("ADA"),
        tx -> tx.administrators().insert(Rows.administrator("ADA", AdministratorRole.SUPPORT)));
  }

  @Test
  void everything_of_an_administrator_but_his_name_changes() {
    write(tx -> tx.administrators().insert(ROW));
    var later = NOW.plusSeconds(5);
    var totp = new Administrators.Totp(new Sealed("c2VlZA=="), true, 59_000_000);
    var changed =
        ROW.with(AdministratorRole.POOL_ADMINISTRATOR, List.of("us-east-1_A", "eu-west-1_B"), later)
            .withPassword(Optional.of(new Sealed("b3RoZXI=")), later)
            .withTotp(Optional.of(totp), later)
            .signedIn(later);
    write(tx -> {
      assertThat(tx.administrators().lock(ADA)).contains(ROW);
      tx.administrators().update(changed);
    });
    assertThat(find("ada")).contains(changed);

    var emptied = changed.withPassword(Optional.empty(), NOW).withTotp(Optional.empty(), NOW);
    write(tx -> {
      tx.administrators().lockAll();
      tx.administrators().update(emptied);
    });
    assertThat(find("ada")).contains(emptied);
  }

  @Test
  void administrators_are_listed_by_name() {
    var names = List.of("grace", "Ada", "linus");
    write(tx ->
        names.forEach(name ->
            tx.administrators().insert(Rows.administrator(name, AdministratorRole.SUPPORT))));

    assertThat(store.<List<Administrators.Row>>read(tx -> tx.administrators().list()))
        .extracting(row -> row.name().value())
        .containsExactly("Ada", "grace", "linus");
    assertThat(store.<List<?>>write(tx -> tx.administrators().lockAll())).hasSize(3);
  }

  @Test
  void an_administrator_goes_with_his_sessions_their_keys_and_his_link() {
    signIn();
    var others = Rows.administrator("grace", AdministratorRole.ADMINISTRATOR);
    write(tx -> {
      tx.administrators().insert(others);
      tx.accessKeys().insert(Rows.rootKey("AKIABBBBBBBBBBBBBBBB"));
      tx.consoleSessions().insert(Rows.session("other", "grace", "AKIABBBBBBBBBBBBBBBB"));
      tx.setUpLinks().put(new SetUpLinks.Row(Optional.of(ADA), "link", NOW));
    });
    var heard = new ArrayList<Change>();
    store.onChange(heard::addAll);

    write(tx -> tx.administrators().delete(new AdministratorName("ADA")));

    assertThat(find("ada")).isEmpty();
    assertThat(find("grace")).contains(others);
    assertThat(sessions()).extracting(ConsoleSessions.Row::tokenHash).containsExactly("other");
    assertThat(keys()).containsExactly("AKIABBBBBBBBBBBBBBBB");
    assertThat(store.<Optional<?>>read(tx -> tx.setUpLinks().find("link"))).isEmpty();
    assertThat(heard).extracting(Change::key).containsExactlyInAnyOrder(ROOT, CHILD);
    assertRefused(new Refusal.UnknownAdministrator("Ada"), tx -> tx.administrators().delete(ADA));
  }

  @Test
  void ui_06_a_session_ends_with_its_keys_and_the_feed_names_each() {
    signIn();
    assertThat(store.<Optional<?>>read(tx -> tx.consoleSessions().find("hash")))
        .isEqualTo(Optional.of(Rows.session("hash", "Ada", ROOT)));
    assertThat(store.<Optional<?>>read(tx -> tx.consoleSessions().findByRootKey(ROOT)))
        .isEqualTo(Optional.of(Rows.session("hash", "Ada", ROOT)));
    assertThat(store.<List<AccessKeys.Row>>read(tx -> tx.accessKeys().listChildren(ROOT)))
        .containsExactly(child(CHILD, ROOT, Optional.empty()));
    var heard = new ArrayList<Change>();
    store.onChange(heard::addAll);

    write(tx -> tx.consoleSessions().end("unknown"));
    assertThat(heard).isEmpty();
    write(tx -> tx.consoleSessions().end("hash"));

    assertThat(sessions()).isEmpty();
    assertThat(keys()).isEmpty();
    assertThat(heard).extracting(Change::key).containsExactlyInAnyOrder(ROOT, CHILD);
  }

  @Test
  void a_session_whose_key_is_gone_already_ends_all_the_same() {
    signIn();
    write(tx -> tx.accessKeys().delete(ROOT));
    write(tx -> tx.consoleSessions().end("hash"));
    assertThat(sessions()).isEmpty();
  }

  @Test
  void all_sessions_of_one_administrator_end_but_the_one_that_goes_on() {
    signIn();
    write(tx -> {
      tx.accessKeys().insert(Rows.rootKey("AKIABBBBBBBBBBBBBBBB"));
      tx.consoleSessions().insert(Rows.session("second", "ADA", "AKIABBBBBBBBBBBBBBBB"));
      tx.administrators().insert(Rows.administrator("grace", AdministratorRole.SUPPORT));
      tx.accessKeys().insert(Rows.rootKey("AKIACCCCCCCCCCCCCCCC"));
      tx.consoleSessions().insert(Rows.session("third", "grace", "AKIACCCCCCCCCCCCCCCC"));
    });

    write(tx -> tx.consoleSessions().endAllOf(ADA, Optional.of(ROOT)));
    assertThat(sessions())
        .extracting(ConsoleSessions.Row::tokenHash)
        .containsExactlyInAnyOrder("hash", "third");
    write(tx -> tx.consoleSessions().endAllOf(ADA, Optional.empty()));
    assertThat(sessions()).extracting(ConsoleSessions.Row::tokenHash).containsExactly("third");
    assertThat(keys()).containsExactly("AKIACCCCCCCCCCCCCCCC");
  }

  @Test
  void a_session_needs_its_administrator() {
    write(tx -> tx.accessKeys().insert(Rows.rootKey(ROOT)));
    assertRefused(
        new Refusal.UnknownAdministrator("nobody"),
        tx -> tx.consoleSessions().insert(Rows.session("hash", "nobody", ROOT)));
  }

  @Test
  void the_use_of_a_session_is_its_own_or_that_of_its_keys() {
    signIn();
    write(tx -> tx.consoleSessions().touch("hash", NOW.plusSeconds(60)));
    write(tx -> tx.consoleSessions().touch("hash", NOW.plusSeconds(59)));
    assertThat(sessions().getFirst().lastUsedAt()).isEqualTo(NOW.plusSeconds(60));

    write(tx -> tx.accessKeys().touch(CHILD, NOW.plusSeconds(70)));
    assertThat(sessions().getFirst().lastUsedAt()).isEqualTo(NOW.plusSeconds(70));
  }

  @Test
  void ui_06_sessions_end_that_are_over_or_were_not_used() {
    signIn();
    write(tx -> tx.accessKeys().touch(CHILD, NOW.plusSeconds(100)));

    assertThat(endOver(NOW.plusSeconds(1900), NOW.plusSeconds(100))).isZero();
    assertThat(endOver(NOW.plusSeconds(1901), NOW.plusSeconds(101))).isEqualTo(1);
    assertThat(keys()).isEmpty();
    assertThat(endOver(NOW.plusSeconds(1901), NOW.plusSeconds(101))).isZero();
  }

  @Test
  void ui_06_a_session_ends_at_its_time_however_much_it_is_used() {
    signIn();
    var end = NOW.plusSeconds(43_200);
    write(tx -> tx.consoleSessions().touch("hash", end));
    assertThat(endOver(end.minusMillis(1), NOW)).isZero();
    assertThat(endOver(end, NOW)).isEqualTo(1);
    assertThat(keys()).isEmpty();
  }

  private int endOver(Instant now, Instant unusedSince) {
    return store.<Integer>write(tx -> tx.consoleSessions().endOver(now, unusedSince));
  }

  @Test
  void ui_01_a_link_is_used_once_and_a_new_one_takes_the_place_of_the_old() throws Exception {
    var first = new SetUpLinks.Row(Optional.empty(), "first", NOW.plusSeconds(9));
    var second = new SetUpLinks.Row(Optional.empty(), "second", NOW.plusSeconds(9));
    var adas =
        new SetUpLinks.Row(Optional.of(new AdministratorName("ada")), "adas", NOW.plusSeconds(9));
    write(tx -> List.of(first, adas, second).forEach(tx.setUpLinks()::put));

    assertThat(store.<Optional<?>>read(tx -> tx.setUpLinks().find("first"))).isEmpty();
    assertThat(store.<Optional<?>>read(tx -> tx.setUpLinks().find("second")).orElseThrow())
        .isEqualTo(second);
    assertThat(store.<Optional<?>>read(tx -> tx.setUpLinks().findOf(ADA)).orElseThrow())
        .isEqualTo(adas);
    assertThat(store.<Boolean>write(tx -> tx.setUpLinks().take(first))).isFalse();

    var winners = new ConcurrentLinkedQueue<Integer>();
    Race.of(
        10,
        i -> {
          if (store.<Boolean>write(tx -> tx.setUpLinks().take(second))) {
            winners.add(i);
          }
        });
    assertThat(winners).hasSize(1);
    assertThat(store.<Boolean>write(tx -> tx.setUpLinks().take(adas))).isTrue();
  }

  @Test
  void links_that_ended_are_deleted() {
    write(tx -> tx.setUpLinks().put(new SetUpLinks.Row(Optional.empty(), "a", NOW)));
    assertThat(store.<Integer>write(tx -> tx.setUpLinks().deleteExpired(NOW))).isZero();
    assertThat(store.<Integer>write(tx -> tx.setUpLinks().deleteExpired(NOW.plusMillis(1))))
        .isEqualTo(1);
  }

  @Test
  void bf_05_attempts_are_counted_by_subject_and_forgotten_in_time() {
    var count = new AttemptCount(3, NOW, 4, NOW.plusSeconds(1));
    write(tx -> {
      assertThat(tx.consoleAttempts().lock("a", NOW)).isEqualTo(AttemptCount.none(NOW));
      tx.consoleAttempts().put("a", count, NOW.plusSeconds(60));
      tx.consoleAttempts().put("b", count, NOW.plusSeconds(61));
    });

    assertThat(store.<Optional<?>>read(tx -> tx.consoleAttempts().find("a")).orElseThrow())
        .isEqualTo(count);
    assertThat(store.<AttemptCount>write(tx -> tx.consoleAttempts().lock("a", NOW)))
        .isEqualTo(count);
    assertThat(store.<Integer>write(tx -> tx.consoleAttempts().deleteExpired(NOW.plusSeconds(61))))
        .isEqualTo(1);
    write(tx -> tx.consoleAttempts().delete("b"));
    assertThat(store.<Optional<?>>read(tx -> tx.consoleAttempts().find("b"))).isEmpty();
  }
}
