package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.AuditEvents.Chain;
import dev.gatehouse.store.AuditEvents.Filter;
import dev.gatehouse.store.AuditEvents.Link;
import dev.gatehouse.store.AuditEvents.Row;
import dev.gatehouse.testing.Race;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store must do with the events of the audit log.
public abstract class AuditEventsContract extends StoreUnderTest {
  private static final String ABOVE_ALL = "g";

  private static Row row(int number, String pool) {
    return new Row(
        id(number), pool, "{\"EventName\":\"E" + number + "\"}", "mac", Optional.empty());
  }

  private static Row linked(Row row, long sequence) {
    return new Row(
        row.id(),
        row.poolId(),
        row.document(),
        row.mac(),
        Optional.of(new Link(sequence, "l" + sequence)));
  }

  private static String id(int number) {
    return "0198e3c0-0000-7000-8000-%012d".formatted(number);
  }

  private List<Row> list(String pool, String from, String before, int limit) {
    var filter = new Filter(Optional.of(pool).filter(id -> !id.isEmpty()), from, before);
    return store.read(tx -> tx.auditEvents().list(filter, limit));
  }

  private List<Row> unlinked(String after, int limit) {
    return store.read(tx -> tx.auditEvents().listUnlinked(after, limit));
  }

  private List<Row> chain(long after, int limit) {
    return store.read(tx -> tx.auditEvents().listLinked(after, limit));
  }

  private void fill() {
    write(tx -> {
      for (var row : List.of(row(3, "p1"), row(1, "p1"), row(4, ""), row(2, "p2"))) {
        tx.auditEvents().insert(row);
      }
    });
  }

  @Test
  void lists_newest_first_of_all_pools_and_of_one() {
    fill();

    assertThat(list("", "", ABOVE_ALL, 9))
        .containsExactly(row(4, ""), row(3, "p1"), row(2, "p2"), row(1, "p1"));
    assertThat(list("", "", ABOVE_ALL, 2)).containsExactly(row(4, ""), row(3, "p1"));
    assertThat(list("", id(2), id(4), 9)).containsExactly(row(3, "p1"), row(2, "p2"));
    assertThat(list("p1", "", ABOVE_ALL, 9)).containsExactly(row(3, "p1"), row(1, "p1"));
    assertThat(list("p1", "", id(3), 9)).containsExactly(row(1, "p1"));
    assertThat(list("p3", "", ABOVE_ALL, 9)).isEmpty();
  }

  @Test
  void an_event_gets_its_place_once() {
    fill();
    assertThat(unlinked("", 2)).containsExactly(row(1, "p1"), row(2, "p2"));
    assertThat(unlinked(id(2), 9)).containsExactly(row(3, "p1"), row(4, ""));

    write(tx -> {
      tx.auditEvents().link(row(2, "p2"), new Link(1, "l1"));
      tx.auditEvents().link(row(1, "p1"), new Link(2, "l2"));
    });

    assertThat(unlinked("", 9)).containsExactly(row(3, "p1"), row(4, ""));
    assertThat(chain(0, 9)).containsExactly(linked(row(2, "p2"), 1), linked(row(1, "p1"), 2));
    assertThat(chain(1, 9)).containsExactly(linked(row(1, "p1"), 2));
    assertThat(chain(Long.MIN_VALUE, 1)).containsExactly(linked(row(2, "p2"), 1));
    assertThatThrownBy(() -> write(tx -> tx.auditEvents().link(row(1, "p1"), new Link(3, "l3"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(chain(2, 9)).isEmpty();
  }

  @Test
  void one_that_is_offered_again_stays_as_it_is() {
    fill();
    write(tx -> tx.auditEvents().link(row(2, "p2"), new Link(1, "l1")));
    var other = new Row(id(2), "p2", "{}", "other", Optional.empty());

    write(tx -> List.of(other, row(5, "p2")).forEach(tx.auditEvents()::insertIfAbsent));

    assertThat(list("p2", "", ABOVE_ALL, 9)).containsExactly(row(5, "p2"), linked(row(2, "p2"), 1));
    assertThatThrownBy(() -> write(tx -> tx.auditEvents().insert(other)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_front_of_the_chain_goes_and_nothing_else() {
    fill();
    write(tx -> {
      tx.auditEvents().link(row(2, "p2"), new Link(1, "l1"));
      tx.auditEvents().link(row(1, "p1"), new Link(2, "l2"));
    });

    assertThat(store.<Integer>write(tx -> tx.auditEvents().deleteLinked(1))).isEqualTo(1);

    assertThat(chain(0, 9)).containsExactly(linked(row(1, "p1"), 2));
    assertThat(unlinked("", 9)).hasSize(2);
  }

  @Test
  void the_chain_is_one_row() {
    assertThat(store.<Chain>read(tx -> tx.auditEvents().chain())).isEqualTo(Chain.EMPTY);
    var first = new Chain(new Link(0, ""), new Link(2, "l2"), id(2), "seal");
    var second = new Chain(new Link(1, "l1"), new Link(3, "l3"), id(3), "other");
    for (var chain : List.of(first, second)) {
      write(tx -> {
        tx.auditEvents().lockChain();
        tx.auditEvents().putChain(chain);
      });
      assertThat(store.<Chain>read(tx -> tx.auditEvents().chain())).isEqualTo(chain);
    }
  }

  /// Also the first ones, when there is no row yet that one could wait for.
  @Test
  void rl_35_who_makes_links_waits_for_who_makes_links() throws Exception {
    Race.of(
        10,
        i ->
            write(tx -> {
              var last = tx.auditEvents().lockChain().last();
              var next = new Link(last.sequence() + 1, last.mac() + ".");
              tx.auditEvents().putChain(new Chain(new Link(0, ""), next, id(i), ""));
            }));

    assertThat(store.<Chain>read(tx -> tx.auditEvents().chain()).last())
        .isEqualTo(new Link(10, ".".repeat(10)));
  }

  @Test
  void events_outlive_their_pool() {
    write(tx -> tx.auditEvents().insert(row(1, Rows.POOL.value())));
    write(tx -> Rows.delete(tx, Rows.POOL));

    assertThat(list(Rows.POOL.value(), "", ABOVE_ALL, 9)).hasSize(1);
  }
}
