package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.email;
import static dev.gatehouse.store.Rows.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store must do with users and the names that they sign in with.
public abstract class UsersContract extends StoreUnderTest {
  private static final UserSub JANE = Rows.sub(1);
  private static final UserSub JOHN = Rows.sub(2);
  private static final LoginName ALIAS = email("jane@example.com");
  private static final LoginName PHONE = new LoginName(LoginKind.PHONE_NUMBER, "+15555550100");

  private static void insertJane(WriteTx tx) {
    tx.users().insert(Rows.user(POOL, JANE, "jane"), Set.of(username("jane"), ALIAS));
  }

  private static void insertJohn(WriteTx tx) {
    tx.users().insert(Rows.user(POOL, JOHN, "john"), Set.of(username("john")));
  }

  private Optional<Users.Row> find(UserPoolId pool, UserSub sub) {
    return store.read(tx -> tx.users().find(pool, sub));
  }

  private Optional<UserSub> findByName(String name) {
    return store.read(tx -> tx.users().findByName(POOL, name).map(Users.Row::sub));
  }

  @Test
  void section_2_1_finds_a_user_by_sub_by_username_and_by_alias_in_his_pool_alone() {
    write(UsersContract::insertJane);
    var jane = Rows.user(POOL, JANE, "jane");

    assertThat(find(POOL, JANE)).contains(jane);
    assertThat(store.<Optional<Users.Row>>read(tx -> tx.users().findByName(POOL, "jane")))
        .contains(jane);
    assertThat(findByName(ALIAS.name())).contains(JANE);
    assertThat(findByName("Jane")).isEmpty();
    assertThat(findByName("john")).isEmpty();
    assertThat(find(POOL, JOHN)).isEmpty();
    assertThat(find(OTHER_POOL, JANE)).isEmpty();
    assertThat(store.<Optional<?>>read(tx -> tx.users().findByName(OTHER_POOL, "jane"))).isEmpty();
  }

  @Test
  void keeps_a_password_beside_the_user_all_of_it_or_nothing() {
    write(UsersContract::insertJane);
    write(tx -> tx.users().insert(Rows.user(POOL, JOHN, "john"), Rows.password(), Set.of()));
    var john = new Users.Credentials(Rows.user(POOL, JOHN, "john"), Optional.of(Rows.password()));

    assertThat(store.<Optional<?>>read(tx -> tx.users().findCredentials(POOL, JOHN)))
        .isEqualTo(Optional.of(john));
    assertThat(store.<Optional<?>>read(tx -> tx.users().findCredentialsByName(POOL, "jane")))
        .isEqualTo(
            Optional.of(new Users.Credentials(Rows.user(POOL, JANE, "jane"), Optional.empty())));

    var next = Rows.user(POOL, JANE, "jane").withStatus(UserStatus.CONFIRMED).next(NOW);
    var password =
        new Users.Password("0c", new Sealed("Yg=="), new Sealed("Yw=="), NOW.plusSeconds(1), false);
    write(tx -> tx.users().update(next, password));

    assertThat(store.<Optional<?>>read(tx -> tx.users().findCredentials(POOL, JANE)))
        .isEqualTo(Optional.of(new Users.Credentials(next, Optional.of(password))));
  }

  @Test
  void takes_a_password_away_and_leaves_the_user() {
    write(tx -> tx.users().insert(Rows.user(POOL, JANE, "jane"), Rows.password(), Set.of()));
    write(tx -> tx.users().insert(Rows.user(POOL, JOHN, "john"), Rows.password(), Set.of()));
    for (int i = 0; i < 2; i++) {
      write(tx -> tx.users().deletePassword(POOL, JANE));
      assertThat(store.<Optional<?>>read(tx -> tx.users().findCredentials(POOL, JANE)))
          .isEqualTo(
              Optional.of(new Users.Credentials(Rows.user(POOL, JANE, "jane"), Optional.empty())));
    }
    assertThat(
            store.<Optional<?>>read(
                tx -> tx.users().findCredentials(POOL, JOHN).orElseThrow().password()))
        .isPresent();
  }

  @Test
  void updates_only_the_version_that_was_read_and_leaves_the_password() {
    write(tx -> tx.users().insert(Rows.user(POOL, JANE, "jane"), Rows.password(), Set.of(ALIAS)));
    var next =
        Rows.user(POOL, JANE, "jane")
            .withStatus(UserStatus.RESET_REQUIRED)
            .withEnabled(false)
            .withAttributes(Map.of("name", "Jane \uD83E\uDD9E \"雪\"", "email_verified", "true"))
            .next(NOW.plusSeconds(1));
    write(tx -> tx.users().update(next));

    assertThat(find(POOL, JANE)).contains(next);
    assertThat(next.version()).isEqualTo(2);
    assertRefused(new Refusal.Conflict(), tx -> tx.users().update(next));
    assertRefused(new Refusal.Conflict(), tx -> tx.users().update(next.next(NOW).next(NOW)));
    assertThat(
            store.<Optional<Users.Password>>read(
                tx -> tx.users().findCredentials(POOL, JANE).orElseThrow().password()))
        .contains(Rows.password());
    assertThat(findByName(ALIAS.name())).contains(JANE);
  }

  @Test
  void refuses_what_has_no_user() {
    var unknown = new Refusal.UnknownUser(JANE.value());
    var row = Rows.user(POOL, JANE, "jane").next(NOW);
    assertRefused(unknown, tx -> tx.users().update(row));
    assertRefused(unknown, tx -> tx.users().update(row, Rows.password()));
    assertRefused(unknown, tx -> tx.users().delete(POOL, JANE));
    assertRefused(unknown, tx -> tx.loginNames().take(POOL, JANE, ALIAS));
    assertRefused(unknown, tx -> tx.loginNames().takeOver(POOL, JANE, ALIAS));
    assertThat(store.<Optional<?>>write(tx -> tx.users().lock(POOL, JANE))).isEmpty();
    var nowhere = new UserPoolId("us-east-1_CCCCCCCCC");
    assertRefused(
        new Refusal.UnknownPool(nowhere),
        tx -> tx.users().insert(Rows.user(nowhere, JANE, "jane"), Set.of()));
  }

  @Test
  void section_2_2_refuses_a_taken_name_and_leaves_nothing_of_the_user_who_wanted_it() {
    write(UsersContract::insertJane);
    var john = Rows.user(POOL, JOHN, "john");
    write(tx -> {
      expect(
          new Refusal.UsernameExists(),
          () -> tx.users().insert(john, Set.of(PHONE, ALIAS, username("jane"))));
      expect(
          new Refusal.AliasExists(LoginKind.EMAIL),
          () -> tx.users().insert(john, Set.of(PHONE, ALIAS, username("john"))));
      expect(
          new Refusal.IdTaken(JANE.value()),
          () -> tx.users().insert(Rows.user(POOL, JANE, "other"), Set.of(username("other"))));
    });

    assertThat(find(POOL, JOHN)).isEmpty();
    assertThat(List.of("john", PHONE.name(), "other")).allMatch(name -> findByName(name).isEmpty());
    assertThat(
            store.<List<?>>read(tx ->
                tx.userPages()
                    .listByPrefix(POOL, SearchAttribute.USERNAME, "", Optional.empty(), 10)))
        .hasSize(1);
    write(UsersContract::insertJohn);
    write(tx -> tx.users().insert(Rows.user(OTHER_POOL, JANE, "jane"), Set.of(username("jane"))));
  }

  private static void expect(Refusal refusal, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Test
  void a_username_is_found_before_an_alias_of_that_name() {
    write(UsersContract::insertJane);
    write(UsersContract::insertJohn);
    write(tx ->
        tx.loginNames().take(POOL, JANE, new LoginName(LoginKind.PREFERRED_USERNAME, "john")));
    assertThat(findByName("john")).contains(JOHN);

    write(tx -> tx.loginNames().release(POOL, JOHN, username("john")));
    assertThat(findByName("john")).contains(JANE);
  }

  @Test
  void takes_a_free_name_once_and_frees_only_its_own() {
    write(UsersContract::insertJane);
    write(UsersContract::insertJohn);
    write(tx -> tx.loginNames().take(POOL, JANE, PHONE));
    write(tx -> tx.loginNames().take(POOL, JANE, PHONE));

    assertRefused(
        new Refusal.AliasExists(LoginKind.PHONE_NUMBER),
        tx -> tx.loginNames().take(POOL, JOHN, PHONE));
    assertRefused(
        new Refusal.UsernameExists(), tx -> tx.loginNames().take(POOL, JOHN, username("jane")));
    write(tx -> tx.loginNames().release(POOL, JOHN, PHONE));
    assertThat(store.<Set<LoginName>>read(tx -> tx.loginNames().list(POOL, JANE)))
        .containsExactlyInAnyOrder(username("jane"), ALIAS, PHONE);

    write(tx -> tx.loginNames().release(POOL, JANE, PHONE));
    assertThat(store.<Optional<UserSub>>read(tx -> tx.loginNames().findOwner(POOL, PHONE)))
        .isEmpty();
    write(tx -> tx.loginNames().take(POOL, JOHN, PHONE));
    assertThat(store.<Optional<UserSub>>read(tx -> tx.loginNames().findOwner(POOL, PHONE)))
        .contains(JOHN);
  }

  @Test
  void section_2_2_an_alias_is_handed_over_and_its_owner_told() {
    write(UsersContract::insertJane);
    write(UsersContract::insertJohn);

    assertThat(store.<Optional<UserSub>>write(tx -> tx.loginNames().takeOver(POOL, JOHN, PHONE)))
        .isEmpty();
    assertThat(store.<Optional<UserSub>>write(tx -> tx.loginNames().takeOver(POOL, JOHN, ALIAS)))
        .contains(JANE);
    assertThat(store.<Optional<UserSub>>write(tx -> tx.loginNames().takeOver(POOL, JOHN, ALIAS)))
        .isEmpty();

    assertThat(findByName(ALIAS.name())).contains(JOHN);
    assertThat(store.<Set<LoginName>>read(tx -> tx.loginNames().list(POOL, JANE)))
        .containsExactly(username("jane"));
    assertThatThrownBy(() -> write(tx -> tx.loginNames().takeOver(POOL, JOHN, username("jane"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deletes_a_user_with_everything_of_his_and_his_names_are_free() {
    write(UsersContract::fill);
    write(tx -> tx.users().delete(POOL, JANE));

    assertThat(everything(POOL)).isEmpty();
    assertThat(everything(OTHER_POOL)).isEmpty();
    write(UsersContract::insertJane);
  }

  @Test
  void deletes_a_pool_with_its_users_and_no_others() {
    write(UsersContract::fill);
    write(tx -> tx.users().insert(Rows.user(OTHER_POOL, JANE, "jane"), Set.of(username("jane"))));
    write(tx -> Rows.delete(tx, POOL));

    assertThat(everything(POOL)).isEmpty();
    assertThat(everything(OTHER_POOL)).hasSize(3);
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));
    assertThat(everything(POOL)).isEmpty();
    write(UsersContract::fill);
  }

  private static void fill(WriteTx tx) {
    insertJane(tx);
    tx.groups().insert(Rows.group(POOL, "admins"));
    tx.groupMembers().add(POOL, "admins", JANE);
    tx.userIdentities().insert(Rows.identity(POOL, JANE, "108"));
  }

  /// Every way to JANE.
  private List<Object> everything(UserPoolId pool) {
    return store.read(tx -> {
      var all = new ArrayList<Object>();
      tx.users().find(pool, JANE).ifPresent(all::add);
      all.addAll(tx.loginNames().list(pool, JANE));
      tx.loginNames().findOwner(pool, ALIAS).ifPresent(all::add);
      all.addAll(tx.groupMembers().listGroups(pool, JANE, Optional.empty(), 10));
      all.addAll(tx.userPages().listByGroup(pool, "admins", Optional.empty(), 10));
      all.addAll(tx.userIdentities().list(pool, JANE));
      all.addAll(
          tx.userPages().listByPrefix(pool, SearchAttribute.EMAIL, "jane", Optional.empty(), 10));
      return all;
    });
  }

  @Test
  void feeds_nothing_because_nobody_caches_users() {
    var heard = new ArrayList<Change>();
    store.onChange(heard::addAll);
    var before = store.<Long>read(tx -> tx.changes().lastSequence());
    write(UsersContract::fill);
    write(tx -> tx.users().delete(POOL, JANE));

    assertThat(heard).isEmpty();
    assertThat(store.<Long>read(tx -> tx.changes().lastSequence())).isEqualTo(before);
  }

  @Test
  void keeps_the_longest_names_and_attributes_that_there_can_be() {
    var snow = "雪".repeat(512);
    var row =
        Rows.user(POOL, JANE, "雪".repeat(128)).withAttributes(Map.of("name", "雪".repeat(2048)));
    write(tx -> tx.users().insert(row, Set.of(new LoginName(LoginKind.PREFERRED_USERNAME, snow))));
    write(tx -> tx.userIdentities().insert(Rows.identity(POOL, JANE, snow)));

    assertThat(find(POOL, JANE)).contains(row);
    assertThat(findByName(snow)).contains(JANE);
    write(tx -> tx.users().delete(POOL, JANE));
    assertThat(everything(POOL)).isEmpty();
  }

  @Test
  void a_user_does_not_say_in_a_log_who_he_is() {
    assertThat(Rows.user(POOL, JANE, "jane").toString())
        .isEqualTo("User[us-east-1_AAAAAAAAA 00000001-e0e1-70ae-d2ee-991ad1a898c8]");
  }
}
