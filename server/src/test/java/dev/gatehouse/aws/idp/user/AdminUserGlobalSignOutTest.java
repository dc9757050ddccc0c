package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `AdminUserGlobalSignOut` over the wire (users §5.3; security checks RT-09, RT-11).
class AdminUserGlobalSignOutTest {
  private static final String OPERATION = "AdminUserGlobalSignOut";
  private static final String REVOKED = "NotAuthorizedException: Access Token has been revoked";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";
  private String client = "";

  @BeforeEach
  void open() {
    api = UserApi.withKeys(folder);
    pool = api.createPool();
    client = api.createClient(pool, "");
    api.createUser(pool, "jane", "");
    api.createUser(pool, "john", "");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String own(String token) {
    return "{'AccessToken':'" + token + "'}";
  }

  @Test
  void rt_09_ends_the_sign_ins_of_one_user_by_whatever_name_and_a_later_one_works() {
    var sub = api.sub(pool, "jane");
    for (var name : new String[] {"jane", sub}) {
      var jane = api.signIn(pool, client, "jane");
      var john = api.signIn(pool, client, "john");
      assertThat(api.call(OPERATION, of(pool, name, ""))).isEqualTo("{}");

      assertThat(api.refusal("GetUser", own(jane))).isEqualTo(REVOKED);
      assertThat(api.call("GetUser", own(john))).contains("\"Username\":\"john\"");
      api.clock.advance(Duration.ofSeconds(1));
      assertThat(api.call("GetUser", own(api.signIn(pool, client, "jane"))))
          .contains("\"Username\":\"jane\"");
    }
  }

  @Test
  void rt_11_who_is_disabled_and_enabled_again_has_nothing_of_before() {
    var token = api.signIn(pool, client, "jane");
    api.call("AdminDisableUser", of(pool, "jane", ""));
    assertThat(api.refusal("GetUser", own(token)))
        .isEqualTo("NotAuthorizedException: User is disabled.");
    api.call("AdminEnableUser", of(pool, "jane", ""));

    assertThat(api.refusal("GetUser", own(token))).isEqualTo(REVOKED);
  }

  @Test
  void says_that_there_is_no_such_user_or_pool() {
    assertThat(api.refusal(OPERATION, of(pool, "nobody", "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(api.in("eu-west-1").refusal(OPERATION, of(pool, "jane", "")))
        .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
  }
}
