package dev.gatehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Change.Kind;
import dev.gatehouse.store.Changes;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.testing.ManualClock;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFeedTest {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int SCHEDULES = 2_000;

  /// At less than a second each no transaction lives longer than the feed waits for one.
  private static final int STEPS = 60;

  private final ManualClock clock = ManualClock.atStart();
  private final Feed stored = new Feed();
  private final List<String> heard = new ArrayList<>();
  private final Freshness freshness = new Freshness(clock, Duration.ofMinutes(10));
  private int gaps;

  @Test
  void hands_each_change_on_once() {
    var feed = follow();
    stored.commit(1, 2, 3);

    poll(feed, 3);
    stored.commit(4);
    poll(feed, 3);

    assertThat(heard).containsExactly("1", "2", "3", "4");
  }

  @Test
  void hears_of_a_change_that_commits_after_one_with_a_higher_number() {
    var feed = follow();
    stored.commit(1, 3);
    poll(feed, 3);
    stored.commit(2);
    poll(feed, 2);

    assertThat(heard).containsExactly("1", "3", "2");
  }

  @Test
  void hears_of_a_transaction_that_was_under_way_when_the_node_started() {
    stored.commit(1, 3);
    var feed = follow();
    poll(feed, 1);
    stored.commit(2);
    poll(feed, 1);

    assertThat(heard).containsExactly("1", "3", "2");
  }

  @Test
  void asks_only_for_what_is_new_and_gives_a_number_up_that_never_comes() {
    var feed = follow();
    stored.commit(1, 2, 3);
    poll(feed, 2);
    assertThat(stored.askedAfter).isEqualTo(3);

    stored.commit(5);
    poll(feed, 2);
    assertThat(stored.askedAfter).isEqualTo(3);

    clock.advance(Duration.ofSeconds(61));
    poll(feed, 2);
    assertThat(stored.askedAfter).isEqualTo(5);
    assertThat(heard).containsExactly("1", "2", "3", "5");
  }

  @Test
  void waits_for_no_missing_number_where_writes_come_one_after_the_other() {
    stored.isInCommitOrder = true;
    var feed = follow();
    stored.commit(2, 4, 7);
    poll(feed, 2);
    assertThat(stored.askedAfter).isEqualTo(7);

    stored.commit(9);
    poll(feed, 1);
    assertThat(heard).containsExactly("2", "4", "7", "9");
  }

  @Test
  void a_thousand_and_more_changes_between_two_polls_are_all_heard() {
    var feed = follow();
    for (int i = 1; i <= 2_500; i++) {
      stored.commit(i);
    }
    poll(feed, 1);

    assertThat(heard).hasSize(2_500);
  }

  @Test
  void a_node_that_slept_longer_than_entries_are_kept_forgets_everything() {
    var feed = follow();
    clock.advance(Duration.ofMinutes(59));
    feed.poll();
    assertThat(gaps).isZero();

    clock.advance(Duration.ofMinutes(61));
    feed.poll();
    assertThat(gaps).isOne();
  }

  @Test
  void old_entries_are_pruned_once_a_minute() {
    var feed = follow();
    stored.commit(1);
    poll(feed, 1);
    assertThat(stored.prunedBefore).isEqualTo(Instant.MIN);

    clock.advance(Duration.ofSeconds(61));
    feed.poll();

    assertThat(stored.prunedBefore).isEqualTo(clock.instant().minus(Duration.ofHours(1)));
  }

  @Test
  void rl_62_a_node_that_cannot_poll_grows_stale_and_issues_for_a_while() {
    var feed = follow();
    feed.poll();
    stored.isDown = true;
    clock.advance(Duration.ofSeconds(1));
    assertThat(freshness.isFresh()).isTrue();

    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(feed::poll).isInstanceOf(StoreUnavailableException.class);
    assertThat(freshness.isFresh()).isFalse();
    assertThat(freshness.mayIssue()).isTrue();

    clock.advance(Duration.ofMinutes(10));
    assertThat(freshness.mayIssue()).isFalse();

    stored.isDown = false;
    feed.poll();
    assertThat(freshness.isFresh()).isTrue();
    assertThat(freshness.mayIssue()).isTrue();
  }

  @Test
  void rl_62_without_a_stale_max_a_stale_node_issues_nothing() {
    var strict = new Freshness(clock, Duration.ZERO);
    assertThat(strict.mayIssue()).isTrue();

    clock.advance(Duration.ofMillis(1_001));

    assertThat(strict.mayIssue()).isFalse();
  }

  @Test
  void rl_35_another_node_hears_of_a_change_in_the_database(@TempDir Path folder) {
    try (var writer = new Node(folder)) {
      writer.addPool(Rows.POOL);
      var other = new Node(folder);
      var feed =
          new ChangeFeed(
              other.store, clock, freshness, other.catalog::forget, other.catalog::forgetAll);
      writer.addClient(Rows.CLIENT, "{}");
      var later = new ClientId("later");
      assertThat(other.catalog.client(Rows.CLIENT)).isPresent();
      assertThat(other.catalog.client(later)).isEmpty();

      writer.addClient(later, "{}");
      writer.store.write(tx -> {
        tx.appClients().delete(Rows.POOL, Rows.CLIENT);
        return true;
      });
      assertThat(other.catalog.client(Rows.CLIENT)).isPresent();
      feed.poll();

      assertThat(other.catalog.client(Rows.CLIENT)).isEmpty();
      assertThat(other.catalog.client(later)).isPresent();
      other.close();
    }
  }

  /// Thousands of schedules of transactions that take numbers and commit or roll back in any order,
  /// of polls, failed polls, and time: after each poll that succeeds everything committed has been
  /// heard, and nothing twice.
  @Test
  void rl_71_in_whatever_order_transactions_commit_each_change_is_heard_once_by_the_next_poll() {
    var seed = Long.getLong("gatehouse.seed", System.nanoTime());
    var random = new Random(seed);
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      var own = new Random(random.nextLong());
      stored.entries.clear();
      heard.clear();
      run(own, "-Dgatehouse.seed=" + seed + " schedule " + schedule);
    }
    assertThat(gaps).as("no schedule sleeps for an hour").isZero();
  }

  private void run(Random random, String name) {
    var feed = follow();
    var running = new ArrayList<List<Long>>();
    var committed = new ArrayList<String>();
    long next = 1;
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          var numbers = new ArrayList<Long>();
          for (int i = random.nextInt(3); i >= 0; i--) {
            numbers.add(next++);
          }
          running.add(numbers);
        }
        case 2, 3 ->
            end(running, random)
                .forEach(number -> {
                  stored.commit(number);
                  committed.add(Long.toString(number));
                });
        case 4 -> end(running, random);
        case 5 -> {
          stored.isDown = true;
          assertThatThrownBy(feed::poll).isInstanceOf(StoreUnavailableException.class);
          stored.isDown = false;
        }
        case 6 -> clock.advance(Duration.ofMillis(random.nextInt(900)));
        default -> {
          feed.poll();
          assertThat(heard).as(name).containsExactlyInAnyOrderElementsOf(committed);
        }
      }
    }
  }

  /// One of the transactions that run; none when there is none.
  private static List<Long> end(List<List<Long>> running, Random random) {
    return running.isEmpty() ? List.of() : running.remove(random.nextInt(running.size()));
  }

  private ChangeFeed follow() {
    return new ChangeFeed(
        stored,
        clock,
        freshness,
        changes -> changes.forEach(change -> heard.add(change.key())),
        () -> gaps++);
  }

  private void poll(ChangeFeed feed, int times) {
    for (int i = 0; i < times; i++) {
      feed.poll();
      clock.advance(PAUSE);
    }
  }

  /// A store that has nothing but a feed, whose entries appear in any order.
  private static final class Feed implements Store, Changes.Writes {
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private boolean isDown;
    private boolean isInCommitOrder;
    private long askedAfter = -1;
    private Instant prunedBefore = Instant.MIN;

    void commit(long... sequences) {
      for (long sequence : sequences) {
        var change = new Change(Kind.APP_CLIENT, "", Long.toString(sequence));
        entries.put(sequence, new Entry(sequence, ManualClock.START, change));
      }
    }

    @Override
    public <T> T read(Function<ReadTx, T> work) {
      return work.apply(transaction());
    }

    @Override
    public <T> T write(Function<WriteTx, T> work) {
      return work.apply(transaction());
    }

    private WriteTx transaction() {
      if (isDown) {
        throw new StoreUnavailableException("down", new IllegalStateException());
      }
      return (WriteTx)
          Proxy.newProxyInstance(
              WriteTx.class.getClassLoader(), new Class<?>[] {WriteTx.class}, (_, _, _) -> this);
    }

    @Override
    public List<Entry> listAfter(long sequence, int limit) {
      askedAfter = sequence;
      return entries.tailMap(sequence, false).values().stream().limit(limit).toList();
    }

    @Override
    public long lastSequence() {
      return entries.isEmpty() ? 0 : entries.lastKey();
    }

    @Override
    public boolean isInCommitOrder() {
      return isInCommitOrder;
    }

    @Override
    public int deleteBefore(Instant time) {
      prunedBefore = time;
      return 0;
    }

    @Override
    public void onChange(Consumer<List<Change>> listener) {}

    @Override
    public String engine() {
      return "none";
    }

    @Override
    public void close() {}
  }
}
