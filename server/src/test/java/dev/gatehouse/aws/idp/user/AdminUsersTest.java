package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.PASSWORD;
import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserWrites;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What administrators do with users, one at a time (users §2.5): enabled, password, confirmed,
/// deleted.
class AdminUsersTest {
  private static final String LATER = "1767323047.678";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String get(String name) {
    return api.call("AdminGetUser", of(pool, name, ""));
  }

  private String member(String name, String member) {
    return Json.text(Json.parseObject(get(name)).member(member).orElseThrow());
  }

  private String setPassword(String name, String password, String members) {
    return of(pool, name, ",'Password':'" + password + "'" + members);
  }

  /// A user as a sign-up leaves him.
  private void signUp(String name, UserStatus status) {
    var id = new UserPoolId(pool);
    var user =
        Users.Row.create(
            id,
            UserSub.mint(api.env.random()),
            new Username(name),
            status,
            Map.of(),
            api.env.now());
    api.store.write(tx -> {
      var rules = new RuleBook().of(tx.userPools().find(id).orElseThrow());
      UserWrites.insert(tx, rules, user, Optional.empty(), false);
      return id;
    });
  }

  @ParameterizedTest
  @CsvSource({
    "AdminGetUser, ''",
    "AdminDisableUser, ''",
    "AdminEnableUser, ''",
    "AdminDeleteUser, ''",
    "AdminConfirmSignUp, ''",
    "AdminSetUserPassword, ',`Password`:`Correct-horse-1`'",
    "AdminUpdateUserAttributes, ',`UserAttributes`:[]'",
    "AdminDeleteUserAttributes, ',`UserAttributeNames`:[]'",
    "AdminAddUserToGroup, ',`GroupName`:`g`'",
    "AdminRemoveUserFromGroup, ',`GroupName`:`g`'",
    "AdminListGroupsForUser, ''"
  })
  void says_that_there_is_none_in_that_pool_or_region(String operation, String members) {
    var more = members.replace('`', '\'');
    api.call("CreateGroup", "{'UserPoolId':'" + pool + "','GroupName':'g'}");
    assertThat(api.refusal(operation, of(pool, "jane", more)))
        .isEqualTo("UserNotFoundException: User does not exist.");
    api.createUser(pool, "jane", "");
    var other = api.createPool();
    api.call("CreateGroup", "{'UserPoolId':'" + other + "','GroupName':'g'}");
    assertThat(api.refusal(operation, of(other, "jane", more)))
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(api.refusal(operation, of("us-east-1_Nobody", "jane", more)))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Nobody does not exist.");
    assertThat(api.in("eu-west-1").refusal(operation, of(pool, "jane", more)))
        .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
  }

  @Test
  void a_user_is_disabled_and_enabled_whatever_he_was() {
    api.createUser(pool, "jane", "");
    api.clock.advance(Duration.ofSeconds(2));
    for (var operation : new String[] {"AdminDisableUser", "AdminDisableUser"}) {
      assertThat(api.call(operation, of(pool, "jane", ""))).isEqualTo("{}");
      assertThat(member("jane", "Enabled")).isEqualTo("false");
    }
    assertThat(member("jane", "UserLastModifiedDate")).isEqualTo(LATER);
    for (var operation : new String[] {"AdminEnableUser", "AdminEnableUser"}) {
      assertThat(api.call(operation, of(pool, "jane", ""))).isEqualTo("{}");
      assertThat(member("jane", "Enabled")).isEqualTo("true");
    }
    assertThat(member("jane", "UserStatus")).isEqualTo("\"FORCE_CHANGE_PASSWORD\"");
  }

  @Test
  void who_is_disabled_is_signed_out_everywhere() {
    api.createUser(pool, "jane", "");
    var sub = new UserSub(api.sub(pool, "jane"));
    api.call("AdminDisableUser", of(pool, "jane", ""));
    Optional<Instant> signedOut =
        api.store.read(tx -> tx.signOuts().find(new UserPoolId(pool), sub));
    assertThat(signedOut).hasValue(api.clock.instant());
  }

  @Test
  void at_15_a_deleted_user_leaves_nothing_to_the_next_one_of_his_name() {
    api.createUser(pool, "jane", ",'TemporaryPassword':'" + PASSWORD + "'");
    var sub = api.sub(pool, "jane");
    api.call("CreateGroup", "{'UserPoolId':'" + pool + "','GroupName':'staff'}");
    api.call("AdminAddUserToGroup", of(pool, "jane", ",'GroupName':'staff'"));
    assertThat(api.call("AdminDeleteUser", of(pool, "jane", ""))).isEmpty();
    assertThat(api.refusal("AdminGetUser", of(pool, "jane", "")))
        .isEqualTo("UserNotFoundException: User does not exist.");

    api.createUser(pool, "jane", "");
    assertThat(api.sub(pool, "jane")).isNotEqualTo(sub);
    assertThat(api.credentials(pool, "jane").password()).isEmpty();
    assertThat(api.call("AdminListGroupsForUser", of(pool, "jane", "")))
        .isEqualTo("{\"Groups\":[]}");
  }

  @Test
  void mt_07_users_go_with_their_pool_and_no_others() {
    var other = api.createPool();
    api.createUser(pool, "jane", "");
    api.createUser(other, "jane", "");
    api.call("DeleteUserPool", "{'UserPoolId':'" + pool + "'}");
    assertThat(api.refusal("AdminGetUser", of(pool, "jane", "")))
        .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
    api.call("AdminGetUser", of(other, "jane", ""));
  }

  @ParameterizedTest
  @EnumSource(UserStatus.class)
  void a_password_fits_every_status(UserStatus status) {
    signUp("jane", status);
    api.clock.advance(Duration.ofSeconds(2));
    assertThat(api.call("AdminSetUserPassword", setPassword("jane", PASSWORD, ""))).isEqualTo("{}");
    assertThat(member("jane", "UserStatus")).isEqualTo("\"FORCE_CHANGE_PASSWORD\"");
    assertThat(member("jane", "UserLastModifiedDate")).isEqualTo(LATER);
    assertThat(api.credentials(pool, "jane").password().orElseThrow().temporary()).isTrue();

    api.call("AdminSetUserPassword", setPassword("jane", "Other-horse-2", ",'Permanent':true"));
    assertThat(member("jane", "UserStatus")).isEqualTo("\"CONFIRMED\"");
    var stored = api.credentials(pool, "jane");
    assertThat(stored.password().orElseThrow().temporary()).isFalse();
    assertThat(api.passwords.matches(Optional.of(stored), "Other-horse-2")).isTrue();
    assertThat(api.passwords.matches(Optional.of(stored), PASSWORD)).isFalse();
  }

  @Test
  void sr_12_the_policy_holds_for_an_administrator_too() {
    api.createUser(pool, "jane", "");
    assertThat(api.refusal("AdminSetUserPassword", setPassword("jane", "short", "")))
        .isEqualTo(
            "InvalidPasswordException: Password does not conform to policy: Password not long"
                + " enough");
    assertThat(api.refusal("AdminSetUserPassword", setPassword("jane", "Correct-horse", "")))
        .isEqualTo(
            "InvalidPasswordException: Password does not conform to policy: Password must have"
                + " numeric characters");
    assertThat(api.credentials(pool, "jane").password()).isEmpty();
  }

  @Test
  void sr_13_the_last_passwords_are_not_taken_again() {
    pool =
        api.createPool(
            ",'Policies':{'PasswordPolicy':{'MinimumLength':8,'PasswordHistorySize':2}}");
    api.createUser(pool, "jane", ",'TemporaryPassword':'password-1'");
    var reused = "PasswordHistoryPolicyViolationException: Password has previously been used";
    assertThat(api.refusal("AdminSetUserPassword", setPassword("jane", "password-1", "")))
        .isEqualTo(reused);
    api.call("AdminSetUserPassword", setPassword("jane", "password-2", ""));
    assertThat(api.refusal("AdminSetUserPassword", setPassword("jane", "password-1", "")))
        .isEqualTo(reused);
    api.call("AdminSetUserPassword", setPassword("jane", "password-3", ""));
    api.call("AdminSetUserPassword", setPassword("jane", "password-1", ""));
  }

  @Test
  void an_unconfirmed_user_is_confirmed_once() {
    signUp("jane", UserStatus.UNCONFIRMED);
    api.clock.advance(Duration.ofSeconds(2));
    assertThat(api.call("AdminConfirmSignUp", of(pool, "jane", ""))).isEqualTo("{}");
    assertThat(member("jane", "UserStatus")).isEqualTo("\"CONFIRMED\"");
    assertThat(member("jane", "UserLastModifiedDate")).isEqualTo(LATER);
    assertThat(api.refusal("AdminConfirmSignUp", of(pool, "jane", "")))
        .isEqualTo("NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
  }

  @Test
  void only_an_unconfirmed_user_is_confirmed() {
    signUp("jane", UserStatus.EXTERNAL_PROVIDER);
    assertThat(api.refusal("AdminConfirmSignUp", of(pool, "jane", "")))
        .isEqualTo(
            "NotAuthorizedException: User cannot be confirmed. Current status is"
                + " EXTERNAL_PROVIDER");
  }
}
