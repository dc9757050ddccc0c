package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.LIMIT;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.invalid;
import static dev.gatehouse.aws.idp.user.SelfSite.json;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notAuthorized;
import static dev.gatehouse.aws.idp.user.SelfSite.notBuilt;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static dev.gatehouse.aws.idp.user.SelfSite.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The codes that verify addresses of users who are there (users §2.7): UpdateUserAttributes,
/// AdminUpdateUserAttributes, GetUserAttributeVerificationCode, VerifyUserAttribute; every answer
/// whole.
class AddressCodesTest {
  private static final String KEEP =
      EMAIL
          + ",'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}";

  private static final String SENT_LIST =
      json(
          "200 {'CodeDeliveryDetailsList':[{'Destination':'n***@o***','DeliveryMedium':'EMAIL',"
              + "'AttributeName':'email'}]}");

  private static final String OLD = "CONFIRMED email=jane@example.com email_verified=true";

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

  /// A pool with jane.
  private SelfSite site(String poolMembers) {
    var site = SelfSite.on(api, poolMembers, "");
    site.confirmed("jane");
    return site;
  }

  private static String own(SelfSite site, String operation, String members) {
    return own(site, "jane", operation, members);
  }

  private static String own(SelfSite site, String user, String operation, String members) {
    var token = site.api.signIn(site.pool, site.client, user);
    return site.text(operation, "{'AccessToken':'" + token + "'" + members + "}");
  }

  private static String update(SelfSite site, String email) {
    return own(site, "UpdateUserAttributes", attributes("email", email));
  }

  private static String verify(SelfSite site, String code) {
    return own(site, "VerifyUserAttribute", ",'AttributeName':'email','Code':'" + code + "'");
  }

  private static String askFor(SelfSite site, String attribute) {
    return own(site, "GetUserAttributeVerificationCode", ",'AttributeName':'" + attribute + "'");
  }

  @Test
  void at_03_a_new_address_is_not_verified_and_gets_a_code() {
    var site = site(EMAIL);
    assertThat(update(site, "new@other.example")).isEqualTo(SENT_LIST);
    assertThat(site.newest())
        .isEqualTo("UPDATE_ATTRIBUTE new@other.example Your verification code is " + site.code());
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=new@other.example email_verified=false");
    assertThat(verify(site, notThe(site.code()))).isEqualTo(WRONG);
    assertThat(verify(site, site.code())).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=new@other.example email_verified=true");
    assertThat(verify(site, site.code())).isEqualTo(EXPIRED);
  }

  @Test
  void nothing_is_sent_for_what_the_pool_does_not_verify_or_what_does_not_change() {
    var plain = site("");
    assertThat(update(plain, "new@other.example")).isEqualTo(OK);
    var site = site(EMAIL);
    assertThat(update(site, "jane@example.com")).isEqualTo(OK);
    assertThat(own(site, "UpdateUserAttributes", attributes("name", "Jane"))).isEqualTo(OK);
    assertThat(site.messages()).isEmpty();
    assertThat(plain.messages()).isEmpty();
  }

  @Test
  void at_03_the_old_address_stays_until_the_new_one_is_verified() {
    var site = site(KEEP);
    assertThat(update(site, "new@other.example")).isEqualTo(SENT_LIST);
    assertThat(site.state("jane")).isEqualTo(OLD);
    assertThat(askFor(site, "email")).isEqualTo(sent("n***@o***", "EMAIL", "email"));
    assertThat(site.newest())
        .isEqualTo("VERIFY_ATTRIBUTE new@other.example Your verification code is " + site.code());
    assertThat(verify(site, site.code())).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=new@other.example email_verified=true");
  }

  @Test
  void at_04_a_code_verifies_what_it_was_sent_to() {
    var site = site(KEEP);
    update(site, "first@other.example");
    var first = site.code();
    update(site, "new@other.example");
    var second = site.code();
    assertThat(verify(site, first)).isEqualTo(WRONG);
    assertThat(site.state("jane")).isEqualTo(OLD);
    assertThat(verify(site, second)).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=new@other.example email_verified=true");
  }

  @Test
  void a_change_that_was_asked_for_ends_with_its_code_or_is_taken_back() {
    var site = site(KEEP);
    update(site, "new@other.example");
    var code = site.code();
    api.clock.advance(Duration.ofDays(1));
    assertThat(verify(site, code)).isEqualTo(EXPIRED);
    assertThat(askFor(site, "email")).isEqualTo(sent("j***@e***", "EMAIL", "email"));

    update(site, "new@other.example");
    var taken = site.code();
    assertThat(update(site, "jane@example.com")).isEqualTo(OK);
    assertThat(verify(site, taken)).isEqualTo(EXPIRED);
    assertThat(site.state("jane")).isEqualTo(OLD);
  }

  @Test
  void an_administrator_may_say_that_it_is_verified() {
    var site = site(KEEP);
    assertThat(
            site.admin(
                "AdminUpdateUserAttributes",
                name("jane") + attributes("email", "new@other.example")))
        .isEqualTo(OK);
    assertThat(site.newest()).startsWith("UPDATE_ATTRIBUTE new@other.example ");
    assertThat(site.state("jane")).isEqualTo(OLD);
    var code = site.code();
    assertThat(
            site.admin(
                "AdminUpdateUserAttributes",
                name("jane") + attributes("email", "x@y.example", "email_verified", "true")))
        .isEqualTo(OK);
    assertThat(site.messages()).hasSize(1);
    assertThat(site.state("jane")).isEqualTo("CONFIRMED email=x@y.example email_verified=true");
    assertThat(verify(site, code)).as("of what was asked for before").isEqualTo(EXPIRED);
  }

  @Test
  void an_address_by_which_another_signs_in_is_refused_at_once() {
    var exists = error("AliasExistsException", "An account with the given email already exists.");
    for (var pool : new String[] {KEEP, EMAIL}) {
      var site = SelfSite.on(api, pool + ",'UsernameAttributes':['email']", "");
      for (var name : new String[] {"jane@example.com", "john@example.com"}) {
        site.signUp(name, "");
        site.confirm(name, site.code());
      }
      var sent = site.messages().size();
      assertThat(
              own(
                  site,
                  "jane@example.com",
                  "UpdateUserAttributes",
                  attributes("email", "john@example.com")))
          .isEqualTo(exists);
      assertThat(site.messages()).hasSize(sent);
    }
  }

  @Test
  void at_09_an_alias_of_another_is_refused_when_it_is_proved() {
    var site = site(KEEP + ",'AliasAttributes':['email']");
    site.confirmed("john");
    assertThat(update(site, "john@example.com")).startsWith("200 ");
    assertThat(verify(site, site.code()))
        .isEqualTo(
            error("AliasExistsException", "An account with the given email already exists."));
    assertThat(site.state("jane")).isEqualTo(OLD);
    assertThat(site.user("john@example.com").string("Username")).contains("john");
  }

  @Test
  void a_verified_alias_finds_its_user_the_old_one_no_more() {
    var site = site(EMAIL + ",'AliasAttributes':['email']");
    update(site, "new@other.example");
    assertThat(site.forgot("jane@example.com")).isEqualTo(SelfSite.NOBODY);
    assertThat(site.forgot("new@other.example")).isEqualTo(SelfSite.NOBODY);
    assertThat(verify(site, site.code())).isEqualTo(OK);
    assertThat(site.forgot("new@other.example")).isEqualTo(sent("n***@o***", "EMAIL", "email"));
  }

  @Test
  void bf_08_bf_10_guesses_and_messages_are_counted() {
    var site = site(EMAIL);
    for (int i = 0; i < 15; i++) {
      if (i % 5 == 0) {
        assertThat(askFor(site, "email")).isEqualTo(sent("j***@e***", "EMAIL", "email"));
      }
      assertThat(verify(site, notThe(site.code()))).isEqualTo(WRONG);
    }
    assertThat(askFor(site, "email")).startsWith("200 ");
    assertThat(verify(site, site.code())).isEqualTo(LIMIT);
    assertThat(update(site, "new@other.example")).isEqualTo(SENT_LIST);
    assertThat(update(site, "newer@other.example")).isEqualTo(LIMIT);
    assertThat(askFor(site, "email")).isEqualTo(LIMIT);
    api.clock.advance(Duration.ofHours(1));
    assertThat(verify(site, site.code())).isEqualTo(OK);
  }

  @Test
  void bf_12_a_code_is_for_one_attribute() {
    var site = site(EMAIL);
    site.admin(
        "AdminUpdateUserAttributes", name("jane") + attributes("phone_number", "+12065550100"));
    assertThat(askFor(site, "phone_number")).isEqualTo(sent("+*******0100", "SMS", "phone_number"));
    var code = site.code();
    askFor(site, "email");
    assertThat(verify(site, code)).isEqualTo(WRONG);
    assertThat(
            own(
                site,
                "VerifyUserAttribute",
                ",'AttributeName':'phone_number','Code':'" + code + "'"))
        .isEqualTo(OK);
  }

  @Test
  void only_addresses_that_the_user_has_are_verified() {
    var site = site(EMAIL);
    assertThat(askFor(site, "name")).isEqualTo(invalid("Attribute name cannot be verified."));
    assertThat(own(site, "VerifyUserAttribute", ",'AttributeName':'name','Code':'1'"))
        .isEqualTo(invalid("Attribute name cannot be verified."));
    assertThat(askFor(site, "phone_number"))
        .isEqualTo(invalid("User has no attribute phone_number."));
    assertThat(verify(site, "123456")).isEqualTo(EXPIRED);
  }

  @Test
  void at_17_a_trigger_that_words_messages_is_not_passed_over() {
    var config =
        ",'LambdaConfig':{'CustomMessage':'arn:aws:lambda:us-east-1:000000000000:function:f'}";
    var site = site(EMAIL + config);
    var refused = notBuilt("The trigger CustomMessage of the user pool");
    assertThat(update(site, "new@other.example")).isEqualTo(refused);
    assertThat(askFor(site, "email")).isEqualTo(refused);
    assertThat(site.state("jane")).isEqualTo(OLD);
    assertThat(own(site, "UpdateUserAttributes", attributes("name", "Jane"))).isEqualTo(OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetUserAttributeVerificationCode", "VerifyUserAttribute"})
  void the_token_goes_before_everything_else(String operation) {
    var site = site(EMAIL);
    var token = api.signIn(site.pool, site.client, "jane");
    var members = ",'AttributeName':'name','Code':'1'}";
    assertThat(site.text(operation, "{'AccessToken':'x.y.z'" + members))
        .isEqualTo(notAuthorized("Invalid Access Token"));
    site.admin("AdminDisableUser", name("jane"));
    assertThat(site.text(operation, "{'AccessToken':'" + token + "'" + members))
        .isEqualTo(notAuthorized("User is disabled."));
  }
}
