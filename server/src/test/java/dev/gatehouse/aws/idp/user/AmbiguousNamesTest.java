package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.invalid;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that would find somebody else (AT-12), in pools with more than one kind of alias (users
/// §2.2): nobody calls himself by what another one has not verified yet.
class AmbiguousNamesTest {
  private static final String BOTH = ",'AliasAttributes':['email','preferred_username']";
  private static final String NOT_AN_EMAIL =
      invalid("Username cannot be of email format, since user pool is configured for email alias.");

  @TempDir Path folder;
  private UserApi api;

  @BeforeEach
  void open() {
    api = UserApi.withKeys(folder);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// A pool with mallory.
  private SelfSite site(String poolMembers) {
    var site = SelfSite.on(api, poolMembers, "");
    site.confirmed("mallory");
    return site;
  }

  private String prefer(SelfSite site, String value) {
    var token = api.signIn(site.pool, site.client, "mallory");
    return site.text(
        "UpdateUserAttributes",
        "{'AccessToken':'" + token + "'" + attributes("preferred_username", value) + "}");
  }

  private static String found(SelfSite site, String name) {
    return site.user(name).string("Username").orElseThrow();
  }

  @Test
  void at_12_a_preferred_username_is_no_address() {
    var site = site(EMAIL + BOTH);
    site.signUpByMail("ann");
    var code = site.code();
    assertThat(prefer(site, "ann@example.com")).isEqualTo(NOT_AN_EMAIL);
    assertThat(
            site.admin(
                "AdminUpdateUserAttributes",
                name("mallory") + attributes("preferred_username", "ann@example.com")))
        .isEqualTo(NOT_AN_EMAIL);
    assertThat(
            site.admin(
                "AdminCreateUser",
                name("eve")
                    + ",'MessageAction':'SUPPRESS'"
                    + attributes("preferred_username", "ann@example.com")))
        .isEqualTo(NOT_AN_EMAIL);
    assertThat(site.admin("AdminGetUser", name("ann@example.com")))
        .isEqualTo(error("UserNotFoundException", "User does not exist."));

    assertThat(site.confirm("ann", code)).isEqualTo(OK);
    assertThat(found(site, "ann@example.com")).isEqualTo("ann");
  }

  @Test
  void at_12_a_preferred_username_is_no_phone_number() {
    var site = site(",'AliasAttributes':['phone_number','preferred_username']");
    assertThat(prefer(site, "+12065550100"))
        .isEqualTo(
            invalid(
                "Username cannot be of phone number format, since user pool is configured for"
                    + " phone number alias."));
  }

  /// AT-08: what the pool compares is what must be no address. The sign is a full-width one.
  @ParameterizedTest
  @ValueSource(strings = {"ann\uFF20example.com", "Ann@Example.COM"})
  void at_12_nor_does_it_become_one_by_folding(String value) {
    var site = site(BOTH + ",'UsernameConfiguration':{'CaseSensitive':false}");
    assertThat(prefer(site, value)).isEqualTo(NOT_AN_EMAIL);
    assertThat(site.signUp(value, "")).as("a username").isEqualTo(NOT_AN_EMAIL);
  }

  @Test
  void a_preferred_username_may_look_like_what_is_no_alias_of_the_pool() {
    var site = site(",'AliasAttributes':['preferred_username']");
    assertThat(prefer(site, "ann@example.com")).isEqualTo(OK);
    assertThat(found(site, "ann@example.com")).isEqualTo("mallory");
    var plain = site("");
    assertThat(prefer(plain, "ann@example.com")).isEqualTo(OK);
  }

  /// What was stored before such names were refused: two users by one name there are not.
  @Test
  void at_12_an_address_that_is_anothers_preferred_username_is_not_verified() {
    var site = site(EMAIL + BOTH);
    var mallory = new UserSub(site.sub("mallory"));
    api.store.write(tx -> {
      var name = new LoginName(LoginKind.PREFERRED_USERNAME, "ann@example.com");
      tx.loginNames().take(new UserPoolId(site.pool), mallory, name);
      return mallory;
    });
    site.signUpByMail("ann");
    assertThat(site.confirm("ann", site.code()))
        .isEqualTo(
            error("AliasExistsException", "An account with the given email already exists."));
  }
}
