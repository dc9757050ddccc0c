package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.CLIENT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static dev.gatehouse.store.Rows.username;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.testing.PassingStore;
import dev.gatehouse.testing.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do with pools and groups that are removed bit by bit: from the first
/// moment nobody finds them, whenever the rest goes.
public abstract class RemovalsContract extends StoreUnderTest {
  private static final int USERS = 12;

  @BeforeEach
  void fill() {
    for (var pool : List.of(POOL, OTHER_POOL)) {
      write(tx -> fill(tx, pool));
    }
  }

  private static void fill(WriteTx tx, UserPoolId pool) {
    tx.groups().insert(Rows.group(pool, "a"));
    tx.groups().insert(Rows.group(pool, "b"));
    for (int n = 0; n < USERS; n++) {
      tx.users().insert(Rows.user(pool, sub(n), "u" + n), Set.of(username("u" + n)));
      tx.groupMembers().add(pool, "a", sub(n));
      tx.messages().insert(Rows.message(pool, n));
      tx.spentSessions().spend(pool, "s" + n, NOW);
      tx.attempts().reserve(pool, "x" + n, AttemptKind.PASSWORD, NOW);
    }
    tx.groupMembers().add(pool, "b", sub(1));
    if (pool.equals(POOL)) {
      tx.appClients().insert(Rows.client(pool, CLIENT));
      tx.refreshFamilies().insert(Rows.family(sub(1), 1));
    }
  }

  private <T> T ask(Function<ReadTx, T> question) {
    return store.read(question);
  }

  /// What is left of a pool, wherever the pool itself is.
  private List<Object> left(UserPoolId pool) {
    return ask(tx -> {
      var all = new ArrayList<Object>(tx.userPages().list(pool, Optional.empty(), 100));
      all.addAll(
          tx.messages().list(new Messages.Filter(pool, Optional.empty()), Optional.empty(), 100));
      for (int n = 0; n < USERS; n++) {
        tx.attempts().find(pool, "x" + n, AttemptKind.PASSWORD).ifPresent(all::add);
        tx.users().findByName(pool, "u" + n).ifPresent(all::add);
        if (tx.spentSessions().isSpent(pool, "s" + n)) {
          all.add(n);
        }
      }
      return all;
    });
  }

  @Test
  void nobody_finds_a_pool_from_when_it_is_removed() {
    write(tx -> tx.userPools().remove(POOL));

    assertThat(left(POOL)).as("nothing of it is deleted yet").hasSameSizeAs(left(OTHER_POOL));
    assertThat(this.<Optional<?>>ask(tx -> tx.userPools().find(POOL))).isEmpty();
    assertThat(
            this.<List<UserPools.Row>>ask(
                tx -> tx.userPools().list(POOL.region(), Optional.empty(), 10)))
        .containsExactly(Rows.pool(OTHER_POOL));
    assertThat(this.<Integer>ask(tx -> tx.userPools().count(POOL.region()))).isEqualTo(1);
    assertThat(this.<Optional<?>>ask(tx -> tx.appClients().findPool(CLIENT))).isEmpty();
    assertThat(this.<Optional<?>>ask(tx -> tx.appClients().find(POOL, CLIENT))).isEmpty();
    assertThat(this.<Optional<?>>ask(tx -> tx.userPools().find(OTHER_POOL))).isPresent();

    var unknown = new Refusal.UnknownPool(POOL);
    assertRefused(unknown, tx -> tx.userPools().remove(POOL));
    assertRefused(unknown, tx -> tx.userPools().update(Rows.pool(POOL)));
    assertRefused(unknown, tx -> tx.groups().insert(Rows.group(POOL, "c")));
    assertRefused(unknown, tx -> tx.appClients().insert(Rows.client(POOL, CLIENT)));
    assertRefused(unknown, tx -> tx.users().insert(Rows.user(POOL, sub(99), "z"), Set.of()));
    assertRefused(unknown, tx -> tx.messages().insert(Rows.message(POOL, 99)));
  }

  @Test
  void its_rows_go_a_few_at_a_time_and_no_others() {
    var others = left(OTHER_POOL);
    write(tx -> tx.userPools().remove(POOL));
    int before = left(POOL).size();
    int rounds = 0;
    while (store.<Boolean>write(tx -> tx.userPools().purge(POOL, 5))) {
      rounds++;
      int now = left(POOL).size();
      assertThat(before - now).as("rows of one transaction").isLessThanOrEqualTo(10);
      before = now;
    }
    assertThat(rounds).isGreaterThan(10);
    assertThat(left(POOL)).isEmpty();
    assertThat(this.<List<UserPoolId>>ask(tx -> tx.userPools().listRemoved(10))).isEmpty();
    assertThat(left(OTHER_POOL)).isEqualTo(others);
  }

  @Test
  void who_ends_in_the_middle_is_gone_on_for() {
    write(tx -> tx.userPools().remove(POOL));
    assertThat(store.<Boolean>write(tx -> tx.userPools().purge(POOL, 20))).isTrue();

    new Removals(store, 5).purgePools(10);

    assertThat(left(POOL)).isEmpty();
    assertThat(this.<List<UserPoolId>>ask(tx -> tx.userPools().listRemoved(10))).isEmpty();
    assertThat(left(OTHER_POOL)).isNotEmpty();
  }

  @Test
  void a_pool_that_is_made_again_has_nothing_of_it() {
    write(tx -> tx.userPools().remove(POOL));
    store.<Boolean>write(tx -> tx.userPools().purge(POOL, 20));
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertThat(left(POOL)).isEmpty();
    write(tx -> fill(tx, POOL));
    assertThat(store.<Boolean>write(tx -> tx.userPools().purge(POOL, 1_000))).isFalse();
    assertThat(left(POOL)).hasSameSizeAs(left(OTHER_POOL));
  }

  private List<String> groupsOf(int user) {
    return ask(tx ->
        tx.groupMembers().listGroups(POOL, sub(user), Optional.empty(), 10).stream()
            .map(Groups.Row::name)
            .toList());
  }

  @Test
  void nobody_is_in_a_group_from_when_it_is_removed() {
    write(tx -> tx.groups().remove(POOL, "a"));

    assertThat(groupsOf(1)).containsExactly("b");
    assertThat(this.<Optional<?>>ask(tx -> tx.groups().find(POOL, "a"))).isEmpty();
    assertThat(this.<List<Groups.Row>>ask(tx -> tx.groups().list(POOL, Optional.empty(), 10)))
        .containsExactly(Rows.group(POOL, "b"));
    var unknown = new Refusal.UnknownGroup("a");
    assertRefused(unknown, tx -> tx.groups().remove(POOL, "a"));
    assertRefused(unknown, tx -> tx.groupMembers().add(POOL, "a", sub(1)));

    int rounds = 0;
    while (store.<Boolean>write(tx -> tx.groups().purge(POOL, 5))) {
      rounds++;
    }
    assertThat(rounds).isEqualTo(3);
    assertThat(groupsOf(1)).containsExactly("b");
    assertThat(left(POOL)).as("its users stay").hasSameSizeAs(left(OTHER_POOL));
  }

  @Test
  void a_group_that_is_made_again_has_no_members() {
    write(tx -> tx.groups().remove(POOL, "a"));
    store.<Boolean>write(tx -> tx.groups().purge(POOL, 5));
    write(tx -> tx.groups().insert(Rows.group(POOL, "a")));

    assertThat(groupsOf(1)).containsExactly("b");
    assertThat(
            this.<List<Users.Row>>ask(
                tx -> tx.userPages().listByGroup(POOL, "a", Optional.empty(), 10)))
        .isEmpty();
    assertThat(store.<Boolean>write(tx -> tx.groups().purge(POOL, 5))).isFalse();
    write(tx -> tx.groupMembers().add(POOL, "a", sub(1)));
    assertThat(groupsOf(1)).containsExactly("a", "b");
  }

  private int membersLeft(String group) {
    return ask(tx -> tx.userPages().listByGroup(POOL, group, Optional.empty(), 1_000).size());
  }

  /// Who waits for rows that another one deletes misses them, and must not take that for the end.
  @Test
  void who_purge_at_the_same_time_delete_no_more_than_one_after_the_other() throws Exception {
    write(tx -> tx.groups().remove(POOL, "a"));
    Race.answers(8, _ -> store.<Boolean>write(tx -> tx.groups().purge(POOL, 1)));
    assertThat(membersLeft("a")).isBetween(USERS - 8, USERS - 1);

    write(tx -> tx.userPools().remove(POOL));
    int before = left(POOL).size();
    Race.answers(8, _ -> store.<Boolean>write(tx -> tx.userPools().purge(POOL, 1)));
    assertThat(before - left(POOL).size()).isBetween(1, 8);

    Race.answers(
        4,
        purger -> {
          new Removals(store, 1 + purger).purgePools(10);
          return purger;
        });
    new Removals(store).purgePools(10);
    assertThat(left(POOL)).isEmpty();
    assertThat(this.<List<UserPoolId>>ask(tx -> tx.userPools().listRemoved(10))).isEmpty();
    assertThat(left(OTHER_POOL)).isNotEmpty();
  }

  @Test
  void a_pool_with_much_left_is_made_again_when_that_is_purged() {
    write(tx -> IntStream.range(0, 600).forEach(n -> tx.spentSessions().spend(POOL, "m" + n, NOW)));
    write(tx -> tx.userPools().remove(POOL));
    int before = left(POOL).size();

    assertRefused(new Refusal.Overloaded(), tx -> tx.userPools().insert(Rows.pool(POOL)));
    assertThat(left(POOL)).as("nothing of it is written").hasSize(before);

    var removals = new Removals(store);
    removals.makeAnew(
        () -> write(tx -> tx.userPools().insert(Rows.pool(POOL))), () -> removals.purgePool(POOL));
    assertThat(left(POOL)).isEmpty();
    assertThat(this.<Boolean>ask(tx -> tx.userPools().exists(POOL))).isTrue();
  }

  @Test
  void a_group_with_many_members_left_is_made_again_when_they_are_purged() {
    write(tx -> {
      for (int n = USERS; n < 600; n++) {
        tx.users().insert(Rows.user(POOL, sub(n), "u" + n), Set.of());
        tx.groupMembers().add(POOL, "a", sub(n));
      }
    });
    write(tx -> tx.groups().remove(POOL, "a"));

    assertRefused(new Refusal.Overloaded(), tx -> tx.groups().insert(Rows.group(POOL, "a")));
    assertThat(membersLeft("a")).isEqualTo(600);

    var removals = new Removals(store);
    removals.makeAnew(
        () -> write(tx -> tx.groups().insert(Rows.group(POOL, "a"))),
        () -> removals.purgeGroups(POOL));
    assertThat(membersLeft("a")).isZero();
    assertThat(this.<Optional<?>>ask(tx -> tx.groups().find(POOL, "a"))).isPresent();
  }

  /// Users §6.1, §10: the limit is of groups that are there.
  @Test
  void a_removed_group_counts_for_none_of_its_users() {
    write(tx -> tx.groups().insert(Rows.group(POOL, "c")));
    assertRefused(
        new Refusal.TooManyGroupsOfUser(2), tx -> tx.groupMembers().add(POOL, "c", sub(1), 2));
    write(tx -> tx.groups().remove(POOL, "a"));
    write(tx -> tx.groupMembers().add(POOL, "c", sub(1), 2));

    assertThat(groupsOf(1)).containsExactly("b", "c");
  }

  @Test
  void nothing_is_sent_for_a_removed_pool() {
    var ours = Rows.message(POOL, 90, "a@example.com", Messages.State.PENDING, NOW);
    var others = Rows.message(OTHER_POOL, 91, "a@example.com", Messages.State.PENDING, NOW);
    write(tx -> {
      tx.messages().insert(ours);
      tx.messages().insert(others);
    });
    assertThat(due()).containsExactly(ours, others);
    write(tx -> tx.userPools().remove(POOL));

    assertThat(due()).containsExactly(others);
    assertThat(store.<Boolean>write(tx -> tx.messages().take(ours, NOW.plusSeconds(60)))).isFalse();
    assertThat(store.<Boolean>write(tx -> tx.messages().take(others, NOW.plusSeconds(60))))
        .isTrue();
  }

  private List<Messages.Row> due() {
    return ask(tx -> tx.messages().listDue(DeliveryMedium.EMAIL, NOW, 10));
  }

  /// A store where the first write fails.
  private static final class FirstWriteFails extends PassingStore {
    private final AtomicBoolean fails = new AtomicBoolean(true);

    private FirstWriteFails(Store store) {
      super(store);
    }

    @Override
    public <T> T write(Function<WriteTx, T> work) {
      if (fails.getAndSet(false)) {
        throw new StoreUnavailableException("away", new IllegalStateException("away"));
      }
      return super.write(work);
    }
  }

  @Test
  void a_pool_that_cannot_be_purged_now_is_left_and_keeps_nobody_from_the_others() {
    write(tx -> {
      tx.userPools().remove(POOL);
      tx.userPools().remove(OTHER_POOL);
    });
    new Removals(new FirstWriteFails(store)).purgePools(10);

    List<UserPoolId> rest = ask(tx -> tx.userPools().listRemoved(10));
    assertThat(rest).hasSize(1);
    new Removals(store).purgePool(rest.getFirst());
    assertThat(this.<List<UserPoolId>>ask(tx -> tx.userPools().listRemoved(10))).isEmpty();
  }
}
