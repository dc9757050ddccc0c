package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditChain.Verdict;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Store;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.NoStore;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody who has the database, but not the master key, cannot do without its being seen
/// (AU-3, RL-08). A backend's test says how to open an empty store, and how to change its rows
/// behind its back.
abstract class AuditChainContract {
  private static final String NOTHING = "0".repeat(36);

  private final ManualClock clock = ManualClock.atStart();
  private final Env env = new Env(clock, new SeededRandom(1));
  private final Sealer sealer = new AesGcmSealer(MasterKey.mint(new SeededRandom(2)), env.random());
  private Store store = none();
  private AuditLog log = new AuditLog(store, sealer, env);
  private AuditChain chain = new AuditChain(store, sealer);

  abstract Store openEmpty() throws Exception;

  /// Runs a statement on the database as somebody else.
  abstract void execute(String sql) throws Exception;

  /// Before the first test has opened one.
  private static Store none() {
    return new AuditedStore(new NoStore());
  }

  @BeforeEach
  void open() throws Exception {
    store = openEmpty();
    log = new AuditLog(store, sealer, env);
    chain = new AuditChain(store, sealer);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void event(int number) {
    log.refused(facts(number), "Code", "message");
    clock.advance(Duration.ofSeconds(1));
  }

  private static AuditFacts facts(int number) {
    return new AuditFacts(
        "Event" + number,
        number % 2 == 0 ? Optional.of("us-east-1_a1B2c3D4e") : Optional.empty(),
        "arn:aws:iam::000000000000:user/me",
        Optional.of("AKIA"),
        "127.0.0.1",
        "agent",
        "request-" + number,
        "us-east-1",
        Json.parseObject("{\"A\":1}"));
  }

  /// Events 1 to `count`, in the chain.
  private List<String> filled(int count) {
    for (int i = 1; i <= count; i++) {
      event(i);
    }
    log.flush();
    chain.link();
    return ids();
  }

  private List<String> ids() {
    return store.<List<AuditEvents.Row>>read(tx -> tx.auditEvents().listLinked(0, 10_000)).stream()
        .map(AuditEvents.Row::id)
        .toList();
  }

  /// As another node sees it, which has seen nothing before.
  private Verdict verdict() {
    return new AuditChain(store, sealer).verify();
  }

  private static Verdict valid(long events, long notLinked) {
    return new Verdict(events, notLinked, Optional.empty());
  }

  @Test
  void an_untouched_log_is_valid_linked_or_not() {
    assertThat(verdict()).isEqualTo(valid(0, 0));
    filled(3);
    assertThat(verdict()).isEqualTo(valid(3, 0));

    event(4);
    event(5);
    log.flush();
    assertThat(verdict()).isEqualTo(valid(5, 2));
    chain.link();
    assertThat(verdict()).isEqualTo(valid(5, 0));
  }

  @Test
  void a_log_of_more_than_a_page_is_read_to_its_end() throws Exception {
    var ids = filled(1_203);
    assertThat(verdict()).isEqualTo(valid(1_203, 0));

    execute("UPDATE audit_event SET document = '{}' WHERE event_id = '" + ids.getLast() + "'");
    assertThat(verdict().firstInvalidEventId()).contains(ids.getLast());
  }

  @Test
  void au_3_an_altered_event_is_named_whichever_column_it_is() throws Exception {
    var ids = filled(5);
    for (var change :
        List.of(
            "document = REPLACE(document, 'Event3', 'Event9')",
            "pool_id = 'us-east-1_other'",
            "mac = 'x'",
            "link = 'x'",
            "link = NULL")) {
      var where = " WHERE event_id = '" + ids.get(2) + "'";
      execute("CREATE TABLE copy AS SELECT * FROM audit_event" + where);
      execute("UPDATE audit_event SET " + change + where);
      assertThat(verdict()).as(change).isEqualTo(new Verdict(2, 0, Optional.of(ids.get(2))));
      execute("DELETE FROM audit_event" + where);
      execute("INSERT INTO audit_event SELECT * FROM copy");
      execute("DROP TABLE copy");
      assertThat(verdict()).isEqualTo(valid(5, 0));
    }
  }

  @Test
  void au_3_an_event_that_was_taken_out_is_missed_by_the_one_that_followed() throws Exception {
    var ids = filled(5);
    execute("DELETE FROM audit_event WHERE event_id = '" + ids.get(2) + "'");
    assertThat(verdict()).isEqualTo(new Verdict(2, 0, Optional.of(ids.get(3))));

    execute("UPDATE audit_event SET sequence = sequence - 1 WHERE sequence > 3");
    assertThat(verdict().firstInvalidEventId()).contains(ids.get(3));
  }

  @Test
  void rl_08_au_3_the_first_and_the_last_events_are_missed_too() throws Exception {
    var ids = filled(5);
    execute("DELETE FROM audit_event WHERE sequence > 3");
    assertThat(verdict()).isEqualTo(new Verdict(3, 0, Optional.of(ids.getLast())));

    execute("DELETE FROM audit_event WHERE sequence < 3");
    assertThat(verdict()).isEqualTo(new Verdict(0, 0, Optional.of(ids.get(2))));

    execute("DELETE FROM audit_event");
    assertThat(verdict()).isEqualTo(new Verdict(0, 0, Optional.of(ids.getLast())));
  }

  @Test
  void au_3_an_event_that_was_put_in_is_named() throws Exception {
    var ids = filled(3);
    var made = "00000000-0000-7000-8000-000000000000";
    for (var sequence : List.of("NULL", "-1", "0", "2", "3", "4")) {
      execute(
          "INSERT INTO audit_event (pool_id, event_id, document, mac, sequence, link)"
              + " SELECT pool_id, '%s', document, mac, %s, link FROM audit_event WHERE event_id = '%s'"
                  .formatted(made, sequence, ids.get(1)));
      assertThat(verdict().isValid()).as(sequence).isFalse();
      // Of two with one place, either may come first.
      if (!sequence.equals("2") && !sequence.equals("3")) {
        assertThat(verdict().firstInvalidEventId()).as(sequence).contains(made);
      }
      execute("DELETE FROM audit_event WHERE event_id = '" + made + "'");
      assertThat(verdict().isValid()).isTrue();
    }
  }

  /// The last of a page, and one more with its place.
  @Test
  void au_3_an_event_that_was_put_in_where_a_page_ends_is_named() throws Exception {
    filled(501);
    var made = "ffffffff-0000-7000-8000-000000000000";
    execute(
        "INSERT INTO audit_event (pool_id, event_id, document, mac, sequence, link)"
            + " SELECT pool_id, '%s', document, mac, sequence, link FROM audit_event WHERE sequence = 500"
                .formatted(made));
    assertThat(verdict().firstInvalidEventId()).contains(made);
  }

  @Test
  void au_3_the_ends_of_the_chain_are_sealed() throws Exception {
    var ids = filled(4);
    execute("CREATE TABLE copy AS SELECT * FROM audit_chain");
    for (var change :
        List.of(
            "UPDATE audit_chain SET last = 3",
            "UPDATE audit_chain SET removed = 1",
            "UPDATE audit_chain SET seal = ''",
            "DELETE FROM audit_chain")) {
      execute(change);
      assertThat(verdict().isValid()).as(change).isFalse();
      event(9);
      log.flush();
      chain.link();
      assertThat(verdict().isValid()).as("nothing was built on it: " + change).isFalse();
      execute("DELETE FROM audit_event WHERE sequence IS NULL");
      execute("DELETE FROM audit_chain");
      execute("INSERT INTO audit_chain SELECT * FROM copy");
      assertThat(verdict()).isEqualTo(valid(4, 0));
    }
    assertThat(ids).hasSize(4);
  }

  @Test
  void rl_08_a_node_notices_that_the_whole_log_was_set_back() throws Exception {
    var ids = filled(3);
    execute("CREATE TABLE copy AS SELECT * FROM audit_chain");
    event(4);
    log.flush();
    chain.link();
    execute("DELETE FROM audit_event WHERE sequence = 4");
    execute("DELETE FROM audit_chain");
    execute("INSERT INTO audit_chain SELECT * FROM copy");

    assertThat(verdict()).as("who has seen nothing cannot know").isEqualTo(valid(3, 0));
    assertThat(chain.verify().firstInvalidEventId()).contains(ids.getLast());
    execute("DELETE FROM audit_event");
    execute("DELETE FROM audit_chain");
    assertThat(chain.verify().firstInvalidEventId()).contains(NOTHING);
  }

  /// What takes every event out of the chain, the second one out of the log.
  private void unlinkAll() throws Exception {
    execute("DELETE FROM audit_event WHERE sequence = 2");
    execute("UPDATE audit_event SET sequence = NULL, link = NULL");
    execute("DELETE FROM audit_chain");
  }

  private void linkMore() {
    event(8);
    event(9);
    log.flush();
    chain.link();
    new AuditChain(store, sealer).link();
  }

  @Test
  void au_3_a_chain_that_has_begun_does_not_begin_again() throws Exception {
    filled(4);
    unlinkAll();
    assertThat(verdict()).isEqualTo(new Verdict(0, 0, Optional.of(NOTHING)));

    linkMore();

    assertThat(ids()).as("nothing is built on it").isEmpty();
    assertThat(verdict().isValid()).isFalse();
    assertThat(chain.verify().isValid()).isFalse();
  }

  /// The fact that it has begun is a row as others are; that it was altered is no excuse.
  @Test
  void au_3_that_the_chain_has_begun_is_sealed() throws Exception {
    filled(4);
    execute("UPDATE installation SET value = 'x' WHERE name = 'audit-chain'");

    linkMore();

    assertThat(ids()).hasSize(4);
    assertThat(verdict().isValid()).isFalse();
  }

  @Test
  void rl_08_a_running_node_builds_nothing_on_a_log_that_was_set_back_to_nothing()
      throws Exception {
    filled(4);
    unlinkAll();
    execute("DELETE FROM installation WHERE name = 'audit-chain'");
    event(5);
    log.flush();

    chain.link();

    assertThat(ids()).isEmpty();
    assertThat(chain.verify().isValid()).isFalse();
    assertThat(verdict()).as("who has seen nothing cannot know").isEqualTo(valid(4, 4));
    new AuditChain(store, sealer).link();
    chain.link();
    assertThat(chain.verify().isValid()).as("not what another node made of it").isFalse();
  }

  @Test
  void rl_08_a_running_node_builds_nothing_on_an_older_end() throws Exception {
    filled(3);
    execute("CREATE TABLE copy AS SELECT * FROM audit_chain");
    event(4);
    event(5);
    log.flush();
    chain.link();
    execute("DELETE FROM audit_event WHERE sequence = 4");
    execute("UPDATE audit_event SET sequence = NULL, link = NULL WHERE sequence > 3");
    execute("DELETE FROM audit_chain");
    execute("INSERT INTO audit_chain SELECT * FROM copy");
    event(6);
    event(7);
    log.flush();

    chain.link();

    assertThat(ids()).hasSize(3);
    assertThat(chain.verify().isValid()).isFalse();
    assertThat(chain.removeBefore(clock.instant())).as("what is evidence stays").isZero();
  }

  @Test
  void a_node_that_has_seen_what_is_gone_by_now_goes_on() {
    filled(3);
    var other = new AuditChain(store, sealer);
    for (int i = 4; i <= 9; i++) {
      event(i);
    }
    log.flush();
    other.link();
    other.removeBefore(clock.instant().minus(Duration.ofSeconds(2)));
    event(10);
    log.flush();

    chain.link();

    assertThat(verdict().notLinked()).isZero();
    assertThat(chain.verify().isValid()).isTrue();
  }

  @Test
  void what_is_old_goes_from_the_front_and_the_rest_stays_valid() throws Exception {
    var ids = filled(1_100);
    var middle = clock.instant().minus(Duration.ofSeconds(100));

    assertThat(chain.removeBefore(middle)).isEqualTo(1_000);

    assertThat(ids()).isEqualTo(ids.subList(1_000, 1_100));
    assertThat(verdict()).isEqualTo(valid(100, 0));
    assertThat(chain.verify()).isEqualTo(valid(100, 0));
    assertThat(chain.removeBefore(middle)).isZero();
    event(1);
    log.flush();
    chain.link();
    assertThat(verdict()).isEqualTo(valid(101, 0));

    execute("DELETE FROM audit_event WHERE event_id = '" + ids.get(1_000) + "'");
    assertThat(verdict().firstInvalidEventId()).contains(ids.get(1_001));
    assertThat(chain.removeBefore(clock.instant())).as("what was changed stays").isZero();
  }

  @Test
  void another_key_makes_another_chain() {
    filled(3);
    var other = new AesGcmSealer(MasterKey.mint(new SeededRandom(3)), env.random());
    assertThat(new AuditChain(store, other).verify().isValid()).isFalse();
  }

  @Test
  void rl_35_nodes_that_link_at_once_make_one_chain() throws Exception {
    for (int i = 1; i <= 600; i++) {
      event(i);
    }
    log.flush();

    Race.of(4, _ -> new AuditChain(store, sealer).link());
    chain.link();

    assertThat(verdict()).isEqualTo(valid(600, 0));
  }
}
