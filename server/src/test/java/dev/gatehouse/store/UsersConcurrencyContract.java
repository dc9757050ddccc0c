package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.email;
import static dev.gatehouse.store.Rows.sub;
import static dev.gatehouse.store.Rows.username;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.testing.Race;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What must hold when twenty callers write users at once.
public abstract class UsersConcurrencyContract extends StoreUnderTest {
  private static final int CALLERS = 20;
  private static final int ROUNDS = 3;

  private void insert(UserSub sub, String name, Set<LoginName> names) {
    write(tx -> tx.users().insert(Rows.user(POOL, sub, name), names));
  }

  private void insertAll() {
    write(tx ->
        IntStream.range(0, CALLERS)
            .forEach(i -> tx.users().insert(Rows.user(POOL, sub(i), "user" + i), Set.of())));
  }

  private List<Users.Row> everybody() {
    return store.read(tx -> tx.userPages().list(POOL, Optional.empty(), 100));
  }

  @Test
  void rl_32_exactly_one_of_twenty_gets_a_username() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var name = "jane" + round;
      var first = round * CALLERS;
      var race =
          Race.of(
              CALLERS, i -> insert(sub(first + i), name, Set.of(username(name), email(i + name))));

      assertThat(race.successes()).isEqualTo(1);
      assertThat(race.refusals()).containsOnly(new Refusal.UsernameExists());
      assertThat(everybody()).hasSize(round + 1);
      assertThat(store.<Optional<?>>read(tx -> tx.users().findByName(POOL, name))).isPresent();
    }
  }

  @Test
  void rl_32_exactly_one_of_twenty_gets_an_alias() throws Exception {
    insertAll();
    for (int round = 0; round < ROUNDS; round++) {
      var alias = email("jane" + round);
      var race = Race.of(CALLERS, i -> write(tx -> tx.loginNames().take(POOL, sub(i), alias)));

      assertThat(race.successes()).isEqualTo(1);
      assertThat(race.refusals()).containsOnly(new Refusal.AliasExists(LoginKind.EMAIL));
      assertThat(store.<Optional<?>>read(tx -> tx.loginNames().findOwner(POOL, alias))).isPresent();
    }
  }

  /// Each asks for two names that others ask for in another order.
  @Test
  void nobody_waits_for_who_waits_for_him() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var first = round * CALLERS;
      var names = Set.of(username("x" + round), email("y" + round));
      var swapped = Set.of(username("y" + round), email("x" + round));
      var race =
          Race.of(CALLERS, i -> insert(sub(first + i), "user" + i, i % 2 == 0 ? names : swapped));

      assertThat(race.successes()).isEqualTo(2);
    }
  }

  @Test
  void an_alias_that_all_take_over_has_one_owner_and_each_former_one_was_told_once()
      throws Exception {
    insertAll();
    var alias = email("jane");
    var former = new ConcurrentLinkedQueue<UserSub>();
    var race =
        Race.of(
            CALLERS,
            i ->
                store
                    .<Optional<UserSub>>write(tx -> tx.loginNames().takeOver(POOL, sub(i), alias))
                    .ifPresent(former::add));

    assertThat(race.refusals()).isEmpty();
    assertThat(former).hasSize(CALLERS - 1).doesNotHaveDuplicates();
    var owner = store.<Optional<UserSub>>read(tx -> tx.loginNames().findOwner(POOL, alias));
    assertThat(former).doesNotContain(owner.orElseThrow());
  }

  @Test
  void one_of_several_updates_of_a_version_wins() throws Exception {
    insert(sub(0), "jane", Set.of());
    for (int round = 0; round < ROUNDS; round++) {
      var stored = store.<Optional<Users.Row>>read(tx -> tx.users().find(POOL, sub(0)));
      var next = stored.orElseThrow().withStatus(UserStatus.CONFIRMED).next(NOW);
      var race = Race.of(CALLERS, _ -> write(tx -> tx.users().update(next)));

      assertThat(race.successes()).isEqualTo(1);
      assertThat(race.refusals()).containsOnly(new Refusal.Conflict());
    }
  }

  @Test
  void section_10_the_limits_hold_whoever_comes_at_once() throws Exception {
    insert(sub(0), "jane", Set.of());
    var groups =
        Race.of(CALLERS, i -> write(tx -> tx.groups().insert(Rows.group(POOL, "g" + i), 4)));
    assertThat(groups.successes()).isEqualTo(4);
    assertThat(groups.refusals()).containsOnly(new Refusal.TooManyGroups(4));

    var names =
        store.<List<Groups.Row>>read(tx -> tx.groups().list(POOL, Optional.empty(), 10)).stream()
            .map(Groups.Row::name)
            .toList();
    var members =
        Race.of(
            CALLERS, i -> write(tx -> tx.groupMembers().add(POOL, names.get(i % 4), sub(0), 3)));
    assertThat(members.refusals()).isNotEmpty().containsOnly(new Refusal.TooManyGroupsOfUser(3));
    assertThat(
            store.<List<?>>read(
                tx -> tx.groupMembers().listGroups(POOL, sub(0), Optional.empty(), 10)))
        .hasSize(3);

    var identities =
        Race.of(
            CALLERS,
            i -> write(tx -> tx.userIdentities().insert(Rows.identity(POOL, sub(0), "s" + i))));
    assertThat(identities.successes()).isEqualTo(5);
    assertThat(identities.refusals()).containsOnly(new Refusal.TooManyIdentities(5));
  }

  @Test
  void a_user_who_is_deleted_meanwhile_leaves_nothing_behind() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var name = "jane" + round;
      insert(sub(round), name, Set.of(username(name)));
      var group = "g" + round;
      var user = sub(round);
      write(tx -> tx.groups().insert(Rows.group(POOL, group)));
      var race =
          Race.of(
              CALLERS,
              i ->
                  write(tx -> {
                    switch (i % 5) {
                      case 0 -> tx.users().delete(POOL, user);
                      case 1 -> tx.loginNames().takeOver(POOL, user, email(name));
                      case 2 -> tx.groupMembers().add(POOL, group, user);
                      case 3 -> tx.userIdentities().insert(Rows.identity(POOL, user, name + i));
                      default -> tx.users().update(Rows.user(POOL, user, name).next(NOW));
                    }
                  }));

      assertThat(new HashSet<>(race.refusals()))
          .isSubsetOf(new Refusal.UnknownUser(user.value()), new Refusal.Conflict());
      assertThat(everybody()).isEmpty();
      assertThat(store.<Set<?>>read(tx -> tx.loginNames().list(POOL, user))).isEmpty();
      assertThat(store.<Optional<?>>read(tx -> tx.users().findByName(POOL, name))).isEmpty();
      assertThat(store.<List<?>>read(tx -> tx.userIdentities().list(POOL, user))).isEmpty();
    }
  }
}
