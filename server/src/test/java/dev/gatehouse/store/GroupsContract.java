package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do with groups, memberships and linked identities.
public abstract class GroupsContract extends StoreUnderTest {
  private static final UserSub JANE = sub(1);
  private static final UserSub JOHN = sub(2);

  @BeforeEach
  void fill() {
    write(tx -> {
      tx.users().insert(Rows.user(POOL, JANE, "jane"), Set.of());
      tx.users().insert(Rows.user(POOL, JOHN, "john"), Set.of());
    });
  }

  @Test
  void keeps_groups_in_byte_order() {
    var names = List.of("B", "a", "~", "雪");
    write(tx -> names.reversed().forEach(name -> tx.groups().insert(Rows.group(POOL, name))));

    assertThat(groups(Optional.empty(), 10)).isEqualTo(names);
    assertThat(groups(Optional.of("a"), 1)).containsExactly("~");
    assertThat(find(POOL, "a")).contains(Rows.group(POOL, "a"));
    assertThat(find(POOL, "A")).isEmpty();
    assertThat(find(OTHER_POOL, "a")).isEmpty();
  }

  @Test
  void section_6_1_refuses_a_name_twice_in_a_pool() {
    write(tx -> tx.groups().insert(Rows.group(POOL, "a")));

    assertRefused(new Refusal.GroupExists("a"), tx -> tx.groups().insert(Rows.group(POOL, "a")));
    write(tx -> tx.groups().insert(Rows.group(OTHER_POOL, "a")));
    var nowhere = new UserPoolId("us-east-1_CCCCCCCCC");
    assertRefused(
        new Refusal.UnknownPool(nowhere), tx -> tx.groups().insert(Rows.group(nowhere, "a")));
  }

  @Test
  void updates_and_deletes_a_group() {
    write(tx -> tx.groups().insert(Rows.group(POOL, "a")));
    var next = new Groups.Row(POOL, "a", "{\"Precedence\":2}", 2, NOW, NOW.plusSeconds(1));
    write(tx -> tx.groups().update(next));
    assertThat(find(POOL, "a")).contains(next);
    assertRefused(new Refusal.Conflict(), tx -> tx.groups().update(next));

    write(tx -> tx.groups().remove(POOL, "a"));

    var unknown = new Refusal.UnknownGroup("a");
    assertThat(find(POOL, "a")).isEmpty();
    assertRefused(unknown, tx -> tx.groups().update(next));
    assertRefused(unknown, tx -> tx.groups().remove(POOL, "a"));
  }

  @Test
  void section_6_1_adding_twice_and_removing_whoever_is_not_in_it_do_nothing() {
    write(tx -> List.of("a", "b", "c").forEach(name -> tx.groups().insert(Rows.group(POOL, name))));
    write(tx -> List.of("c", "a", "b").forEach(name -> tx.groupMembers().add(POOL, name, JANE)));
    write(tx -> tx.groupMembers().add(POOL, "a", JANE));
    write(tx -> tx.groupMembers().add(POOL, "a", JOHN));
    assertThat(groupsOf(JANE)).containsExactly("a", "b", "c");
    assertThat(
            store.<List<Groups.Row>>read(
                tx -> tx.groupMembers().listGroups(POOL, JANE, Optional.of("a"), 1)))
        .containsExactly(Rows.group(POOL, "b"));

    write(tx -> tx.groupMembers().remove(POOL, "a", JANE));
    write(tx -> tx.groupMembers().remove(POOL, "a", JANE));
    write(tx -> tx.groupMembers().remove(POOL, "nobody's", sub(9)));
    assertThat(groupsOf(JANE)).containsExactly("b", "c");
    assertThat(groupsOf(JOHN)).containsExactly("a");
  }

  @Test
  void section_6_1_a_deleted_group_leaves_its_users_and_a_deleted_user_his_groups() {
    write(tx -> {
      List.of("a", "b").forEach(name -> tx.groups().insert(Rows.group(POOL, name)));
      List.of("a", "b").forEach(name -> tx.groupMembers().add(POOL, name, JANE));
      tx.groupMembers().add(POOL, "b", JOHN);
    });
    write(tx -> tx.groups().remove(POOL, "a"));
    assertThat(groupsOf(JANE)).containsExactly("b");
    assertThat(store.<Optional<?>>read(tx -> tx.users().find(POOL, JANE))).isPresent();

    write(tx -> tx.groups().insert(Rows.group(POOL, "a")));
    assertThat(groupsOf(JANE)).containsExactly("b");

    write(tx -> tx.users().delete(POOL, JANE));
    assertThat(groups(Optional.empty(), 10)).containsExactly("a", "b");
    assertThat(
            store.<List<Users.Row>>read(
                tx -> tx.userPages().listByGroup(POOL, "b", Optional.empty(), 10)))
        .containsExactly(Rows.user(POOL, JOHN, "john"));
  }

  @Test
  void refuses_a_membership_without_a_group_or_without_a_user() {
    write(tx -> tx.groups().insert(Rows.group(POOL, "a")));

    assertRefused(new Refusal.UnknownGroup("b"), tx -> tx.groupMembers().add(POOL, "b", JANE));
    assertRefused(
        new Refusal.UnknownUser(sub(9).value()), tx -> tx.groupMembers().add(POOL, "a", sub(9)));
    assertRefused(
        new Refusal.UnknownGroup("a"), tx -> tx.groupMembers().add(OTHER_POOL, "a", JANE));
  }

  @Test
  void section_10_a_pool_a_user_and_his_identities_have_their_limits() {
    write(tx -> List.of("a", "b").forEach(name -> tx.groups().insert(Rows.group(POOL, name), 2)));
    assertRefused(new Refusal.TooManyGroups(2), tx -> tx.groups().insert(Rows.group(POOL, "c"), 2));
    assertRefused(new Refusal.GroupExists("a"), tx -> tx.groups().insert(Rows.group(POOL, "a"), 2));

    write(tx -> tx.groupMembers().add(POOL, "a", JANE, 1));
    write(tx -> tx.groupMembers().add(POOL, "a", JANE, 1));
    assertRefused(
        new Refusal.TooManyGroupsOfUser(1), tx -> tx.groupMembers().add(POOL, "b", JANE, 1));

    write(tx ->
        List.of("1", "2", "3", "4", "5")
            .forEach(n -> tx.userIdentities().insert(Rows.identity(POOL, JANE, n))));
    assertRefused(
        new Refusal.TooManyIdentities(5),
        tx -> tx.userIdentities().insert(Rows.identity(POOL, JANE, "6")));
    assertThat(List.of(Groups.GROUPS_MAX, GroupMembers.GROUPS_OF_USER_MAX))
        .containsExactly(10_000, 100);
  }

  @Test
  void section_6_6_an_identity_is_of_one_user_until_it_is_unlinked() {
    var google = Rows.identity(POOL, JANE, "108");
    var other =
        new UserIdentities.Row(
            POOL, new LinkedIdentity("Okta", "108"), JANE, "email", NOW.minusSeconds(1));
    write(tx -> List.of(google, other).forEach(tx.userIdentities()::insert));

    assertThat(identity(google)).contains(google);
    assertThat(store.<List<UserIdentities.Row>>read(tx -> tx.userIdentities().list(POOL, JANE)))
        .containsExactly(other, google);
    assertThat(store.<List<?>>read(tx -> tx.userIdentities().list(OTHER_POOL, JANE))).isEmpty();
    assertRefused(
        new Refusal.IdentityLinked(),
        tx -> tx.userIdentities().insert(Rows.identity(POOL, JOHN, "108")));
    assertRefused(new Refusal.IdentityLinked(), tx -> tx.userIdentities().insert(google));
    assertRefused(
        new Refusal.UnknownUser(sub(9).value()),
        tx -> tx.userIdentities().insert(Rows.identity(POOL, sub(9), "109")));

    assertThat(unlink(google.identity())).isTrue();
    assertThat(unlink(google.identity())).isFalse();
    assertThat(identity(google)).isEmpty();
    write(tx -> tx.userIdentities().insert(Rows.identity(POOL, JOHN, "108")));
  }

  private boolean unlink(LinkedIdentity identity) {
    return store.<Boolean>write(tx -> tx.userIdentities().delete(POOL, identity));
  }

  private Optional<UserIdentities.Row> identity(UserIdentities.Row row) {
    return store.read(tx -> tx.userIdentities().find(POOL, row.identity()));
  }

  private Optional<Groups.Row> find(UserPoolId pool, String name) {
    return store.read(tx -> tx.groups().find(pool, name));
  }

  private List<String> groups(Optional<String> after, int limit) {
    return store.read(
        tx -> tx.groups().list(POOL, after, limit).stream().map(Groups.Row::name).toList());
  }

  private List<String> groupsOf(UserSub user) {
    return store.read(tx ->
        tx.groupMembers().listGroups(POOL, user, Optional.empty(), 10).stream()
            .map(Groups.Row::name)
            .toList());
  }
}
