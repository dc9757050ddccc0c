package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.LIMIT;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.invalid;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notAuthorized;
import static dev.gatehouse.aws.idp.user.SelfSite.notBuilt;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static dev.gatehouse.aws.idp.user.SelfSite.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.UserCodes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ConfirmSignUp and ResendConfirmationCode (users §2.3, §2.13): every answer whole.
class ConfirmSignUpTest {
  private static final String CONFIRMED_ALREADY =
      notAuthorized("User cannot be confirmed. Current status is CONFIRMED");

  @TempDir Path folder;
  private SelfSite site;

  @BeforeEach
  void open() {
    site = SelfSite.open(folder, EMAIL, "");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_code_confirms_once() {
    site.signUpByMail("jane");
    var code = site.code();
    assertThat(site.confirm("jane", notThe(code))).isEqualTo(WRONG);
    assertThat(site.confirm("jane", code)).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=true");
    assertThat(site.confirm("jane", code)).isEqualTo(CONFIRMED_ALREADY);
    assertThat(site.resend("jane")).isEqualTo(invalid("User is already confirmed."));
  }

  @Test
  void a_code_holds_for_a_day() {
    site.signUpByMail("jane");
    var code = site.code();
    site.api.clock.advance(Duration.ofDays(1));
    assertThat(site.confirm("jane", code)).isEqualTo(EXPIRED);
    site.resend("jane");
    site.api.clock.advance(Duration.ofDays(1).minusMillis(1));
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
  }

  @Test
  void without_a_code_none_is_right() {
    assertThat(site.signUp("jane", "")).startsWith("200 ");
    assertThat(site.confirm("jane", "123456")).isEqualTo(EXPIRED);
    assertThat(site.resend("jane"))
        .isEqualTo(invalid("Cannot resend codes. Auto verification not turned on."));
  }

  @Test
  void bf_08_a_code_dies_after_five_wrong_guesses() {
    site.signUpByMail("jane");
    var code = site.code();
    for (int i = 0; i < 5; i++) {
      assertThat(site.confirm("jane", notThe(code))).isEqualTo(WRONG);
    }
    assertThat(site.confirm("jane", code)).isEqualTo(EXPIRED);
    site.resend("jane");
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
  }

  @Test
  void bf_08_bf_11_fifteen_guesses_an_hour_however_many_codes() {
    site.signUpByMail("jane");
    for (int i = 0; i < 15; i++) {
      if (i % 5 == 0) {
        assertThat(site.resend("jane")).isEqualTo(sent("j***@e***", "EMAIL", "email"));
      }
      assertThat(site.confirm("jane", notThe(site.code()))).isEqualTo(WRONG);
    }
    site.resend("jane");
    assertThat(site.confirm("jane", site.code())).isEqualTo(LIMIT);
    site.api.clock.advance(Duration.ofHours(1));
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
  }

  @Test
  void bf_11_a_new_code_kills_the_old_one() {
    site.signUpByMail("jane");
    var old = site.code();
    assertThat(site.resend("jane")).isEqualTo(sent("j***@e***", "EMAIL", "email"));
    assertThat(site.newest())
        .isEqualTo("RESEND_CODE jane@example.com Your confirmation code is " + site.code());
    assertThat(site.code()).isNotEqualTo(old);
    assertThat(site.confirm("jane", old)).isEqualTo(WRONG);
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
  }

  @Test
  void bf_10_five_messages_an_hour() {
    site.signUpByMail("jane");
    for (int i = 0; i < 5; i++) {
      assertThat(site.resend("jane")).startsWith("200 ");
    }
    var code = site.code();
    assertThat(site.resend("jane")).isEqualTo(LIMIT);
    assertThat(site.messages()).hasSize(6);
    assertThat(site.confirm("jane", code)).as("a refused one kills nothing").isEqualTo(OK);
  }

  @Test
  void bf_12_mt_03_a_code_is_for_one_user_of_one_pool() {
    site.signUpByMail("jane");
    var code = site.code();
    site.signUpByMail("john");
    assertThat(site.confirm("john", code)).isEqualTo(WRONG);
    var other = SelfSite.on(site.api, EMAIL, "");
    other.signUpByMail("jane");
    assertThat(other.confirm("jane", code)).isEqualTo(WRONG);
    assertThat(site.confirm("jane", code)).isEqualTo(OK);
  }

  /// The address to which the code went is what it proves.
  @Test
  void at_04_a_code_to_an_address_that_was_changed_is_dead() {
    site.signUpByMail("jane");
    var code = site.code();
    site.admin("AdminUpdateUserAttributes", name("jane") + attributes("email", "j@other.example"));
    assertThat(site.confirm("jane", code)).isEqualTo(EXPIRED);
    site.resend("jane");
    assertThat(site.newest()).startsWith("RESEND_CODE j@other.example ");
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
    assertThat(site.state("jane")).isEqualTo("CONFIRMED email=j@other.example email_verified=true");
  }

  @Test
  void at_10_an_alias_of_another_is_handed_over_only_by_force() {
    var aliased = SelfSite.on(site.api, EMAIL + ",'AliasAttributes':['email']", "");
    aliased.confirmed("jane");
    aliased.signUp("john", attributes("email", "jane@example.com"));
    var code = aliased.code();
    assertThat(aliased.confirm("john", code))
        .isEqualTo(
            error("AliasExistsException", "An account with the given email already exists."));
    assertThat(aliased.state("john")).isEqualTo("UNCONFIRMED email=jane@example.com");
    assertThat(aliased.user("jane@example.com").string("Username")).contains("jane");

    var forced = name("john") + ",'ConfirmationCode':'" + code + "','ForceAliasCreation':true";
    assertThat(aliased.send("ConfirmSignUp", forced)).isEqualTo(OK);
    assertThat(aliased.state("john"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=true");
    assertThat(aliased.user("jane@example.com").string("Username")).contains("john");
    assertThat(aliased.state("jane"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=false");
  }

  @Test
  void an_alias_finds_its_user_from_the_confirmation_on() {
    var aliased = SelfSite.on(site.api, EMAIL + ",'AliasAttributes':['email']", "");
    aliased.signUpByMail("jane");
    assertThat(aliased.resend("jane@example.com")).isEqualTo(SelfSite.NOBODY);
    assertThat(aliased.confirm("jane", aliased.code())).isEqualTo(OK);
    assertThat(aliased.resend("jane@example.com")).isEqualTo(invalid("User is already confirmed."));
  }

  @Test
  void at_17_a_trigger_that_would_be_told_is_not_passed_over() {
    var members =
        ",'LambdaConfig':{'PostConfirmation':'arn:aws:lambda:us-east-1:000000000000:function:f'}";
    var told = SelfSite.on(site.api, EMAIL + members, "");
    told.signUpByMail("jane");
    assertThat(told.confirm("jane", told.code()))
        .isEqualTo(notBuilt("The trigger PostConfirmation of the user pool"));
    assertThat(told.state("jane")).isEqualTo("UNCONFIRMED email=jane@example.com");
  }

  @Test
  void an_open_client_says_who_is_there() {
    assertThat(site.confirm("nobody", "123456")).isEqualTo(SelfSite.NOBODY);
    assertThat(site.resend("nobody")).isEqualTo(SelfSite.NOBODY);
    site.signUpByMail("jane");
    site.admin("AdminDisableUser", name("jane"));
    assertThat(site.confirm("jane", site.code())).isEqualTo(notAuthorized("User is disabled."));
    assertThat(site.resend("jane")).isEqualTo(notAuthorized("User is disabled."));
  }

  /// Neither the code nor what anybody could find it from without the key.
  @Test
  void bf_15_a_code_is_stored_as_a_keyed_hash() {
    site.signUpByMail("jane");
    var id = new UserPoolId(site.pool);
    var sub = new UserSub(site.sub("jane"));
    Optional<UserCodes.Row> stored =
        site.api.store.read(tx -> tx.userCodes().find(id, sub, CodePurpose.CONFIRM_SIGN_UP));
    var bound = String.join("\0", id.value(), sub.value(), "sign-up", site.code());
    var plain = Digests.sha256(bound.getBytes(StandardCharsets.UTF_8));
    assertThat(stored.map(UserCodes.Row::hash).orElseThrow())
        .hasSize(43)
        .doesNotContain(site.code())
        .isNotEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(plain));
  }
}
