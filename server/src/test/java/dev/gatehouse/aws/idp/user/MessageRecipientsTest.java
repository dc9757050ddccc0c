package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.HIDDEN;
import static dev.gatehouse.aws.idp.user.SelfSite.LIMIT;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.details;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static dev.gatehouse.aws.idp.user.SelfSite.sent;
import static dev.gatehouse.aws.idp.user.UserApi.RECIPIENT_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many messages one address gets, of however many users (BF-10): SignUp,
/// ResendConfirmationCode, ForgotPassword, UpdateUserAttributes, GetUserAttributeVerificationCode;
/// every answer whole.
class MessageRecipientsTest {
  private static final String VICTIM = "victim@other.example";
  private static final String AT_VICTIM = details("v***@o***", "EMAIL", "email");
  private static final String SENT = sent("v***@o***", "EMAIL", "email");
  private static final String ABSENT = error("UserNotFoundException", "User does not exist.");

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

  private String signUp(String name, String address) {
    return site.signUp(name, attributes("email", address));
  }

  /// As many messages for sign-ups as one address gets.
  private void flood() {
    for (int i = 0; i < RECIPIENT_MAX; i++) {
      var name = "flood" + site.messages().size();
      assertThat(signUp(name, VICTIM)).isEqualTo(site.signedUp(name, AT_VICTIM));
    }
  }

  /// A confirmed user who has verified the victim's address as his.
  private void sharing(String name) {
    site.confirmed(name);
    assertThat(
            site.admin(
                "AdminUpdateUserAttributes",
                name(name) + attributes("email", VICTIM, "email_verified", "true")))
        .isEqualTo(OK);
  }

  @Test
  void bf_10_an_address_gets_no_more_messages_whoever_signs_up_with_it() {
    flood();
    assertThat(signUp("late", VICTIM)).isEqualTo(LIMIT);
    assertThat(signUp("late", "Victim@Other.Example")).as("as it is written").isEqualTo(LIMIT);
    assertThat(site.admin("AdminGetUser", name("late"))).as("is not made").isEqualTo(ABSENT);
    assertThat(site.messages()).hasSize(RECIPIENT_MAX);
    assertThat(site.resend("flood0")).isEqualTo(LIMIT);

    assertThat(signUp("late", "other@other.example")).as("another address").startsWith("200 ");
    var other = SelfSite.on(site.api, EMAIL, "");
    assertThat(other.signUp("late", attributes("email", VICTIM)))
        .as("another pool")
        .isEqualTo(other.signedUp("late", AT_VICTIM));
    site.api.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(signUp("later", VICTIM)).isEqualTo(LIMIT);
    site.api.clock.advance(Duration.ofMillis(1));
    flood();
    assertThat(signUp("later", VICTIM)).isEqualTo(LIMIT);
  }

  @Test
  void bf_10_what_a_user_may_ask_for_stays_his_own_limit() {
    signUp("jane", VICTIM);
    for (int i = 0; i < 5; i++) {
      assertThat(site.resend("jane")).isEqualTo(SENT);
    }
    assertThat(site.resend("jane")).isEqualTo(LIMIT);
    // Refused ones have not been sent: of ten, four are left.
    for (int i = 0; i < 4; i++) {
      assertThat(signUp("john" + i, VICTIM)).startsWith("200 ");
    }
    assertThat(signUp("john4", VICTIM)).isEqualTo(LIMIT);
  }

  @Test
  void bf_10_forgotten_passwords_of_users_with_one_address() {
    for (var name : List.of("jane", "john", "anna")) {
      sharing(name);
    }
    for (int i = 0; i < RECIPIENT_MAX / 2; i++) {
      assertThat(site.forgot("jane")).isEqualTo(SENT);
      assertThat(site.forgot("john")).isEqualTo(SENT);
    }
    assertThat(site.forgot("anna")).isEqualTo(LIMIT);
    assertThat(site.messages()).hasSize(RECIPIENT_MAX);
  }

  @Test
  void bf_07_bf_10_a_flood_of_sign_ups_keeps_nobody_from_his_password() {
    sharing("jane");
    flood();
    assertThat(site.forgot("jane")).isEqualTo(SENT);
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  /// Who is asked for by names that nobody has is sent nothing: that takes nobody's place.
  @Test
  void bf_07_codes_for_nobody_take_nothing_from_the_owner_of_the_address() {
    var hiding = SelfSite.on(site.api, EMAIL + ",'AliasAttributes':['email']", HIDDEN);
    hiding.confirmed("jane");
    var address = "jane@example.com";
    var told = sent("j***@e***", "EMAIL", "email");
    for (var variant : List.of("Jane@example.com", "jAne@example.com", "jane@Example.com")) {
      for (int i = 0; i < 5; i++) {
        assertThat(hiding.forgot(variant)).isEqualToIgnoringCase(told);
      }
      assertThat(hiding.forgot(variant)).isEqualTo(LIMIT);
    }
    assertThat(hiding.messages()).isEmpty();
    for (int i = 1; i <= 5; i++) {
      assertThat(hiding.forgot(address)).isEqualTo(told);
      assertThat(hiding.messages()).hasSize(i);
    }
    assertThat(hiding.reset(address, hiding.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  /// Codes that a hiding client asks for by name leave what others are told of the address as it
  /// is: it would tell whose it is.
  @Test
  void en_03_bf_10_what_was_sent_by_name_alone_shows_nowhere() {
    var hiding = site.with(HIDDEN);
    signUp("jane", VICTIM);
    for (int i = 0; i < 5; i++) {
      assertThat(hiding.resend("jane")).isEqualTo(SENT);
    }
    for (int i = 1; i < RECIPIENT_MAX; i++) {
      assertThat(signUp("flood" + i, VICTIM)).startsWith("200 ");
    }
    assertThat(signUp("late", VICTIM)).isEqualTo(LIMIT);
  }

  @Test
  void bf_10_an_address_gets_no_more_messages_by_name_alone_and_nobody_is_told() {
    var hiding = site.with(HIDDEN);
    for (var name : List.of("jane", "john", "anna")) {
      sharing(name);
    }
    for (var name : List.of("jane", "john", "anna")) {
      for (int i = 0; i < 5; i++) {
        assertThat(hiding.forgot(name)).isEqualTo(SENT);
      }
      assertThat(hiding.forgot(name)).isEqualTo(LIMIT);
    }
    assertThat(site.messages()).hasSize(RECIPIENT_MAX);
  }

  private String own(String name, String operation, String members) {
    var token = site.api.signIn(site.pool, site.client, name);
    return site.text(operation, "{'AccessToken':'" + token + "'" + members + "}");
  }

  @Test
  void bf_10_addresses_that_users_say_are_theirs() {
    var update = attributes("email", VICTIM);
    for (var name : List.of("jane", "john")) {
      site.confirmed(name);
      assertThat(own(name, "UpdateUserAttributes", update)).startsWith("200 {\"CodeDelivery");
      for (int i = 1; i < RECIPIENT_MAX / 2; i++) {
        assertThat(own(name, "GetUserAttributeVerificationCode", ",'AttributeName':'email'"))
            .isEqualTo(SENT);
      }
    }
    site.confirmed("anna");
    assertThat(own("anna", "UpdateUserAttributes", update)).isEqualTo(LIMIT);
    assertThat(site.state("anna"))
        .as("nothing is changed")
        .isEqualTo("CONFIRMED email=anna@example.com email_verified=true");
    assertThat(own("anna", "UpdateUserAttributes", attributes("name", "Anna"))).isEqualTo(OK);

    assertThat(site.admin("AdminUpdateUserAttributes", name("anna") + update)).isEqualTo(OK);
    assertThat(own("anna", "GetUserAttributeVerificationCode", ",'AttributeName':'email'"))
        .isEqualTo(LIMIT);
  }

  @Test
  void bf_10_what_administrators_send_has_no_limit_and_takes_nobodys_share() {
    for (int i = 0; i <= RECIPIENT_MAX; i++) {
      assertThat(
              site.admin(
                  "AdminCreateUser",
                  name("made" + i)
                      + ",'DesiredDeliveryMediums':['EMAIL']"
                      + attributes("email", VICTIM)))
          .startsWith("200 ");
    }
    sharing("jane");
    for (int i = 0; i <= RECIPIENT_MAX; i++) {
      assertThat(site.admin("AdminResetUserPassword", name("jane"))).isEqualTo(OK);
    }
    assertThat(site.messages()).hasSize(2 * RECIPIENT_MAX + 2);
    assertThat(site.forgot("jane")).isEqualTo(SENT);
    flood();
  }

  /// Whom a hiding client means by a name, it does not learn from where the codes go: neither that
  /// there is such a user, nor that he has that address.
  @Test
  void en_03_bf_10_an_address_without_room_does_not_tell_whose_it_is() {
    var hiding = site.with(HIDDEN);
    signUp("jane", VICTIM);
    for (int i = 1; i < RECIPIENT_MAX; i++) {
      signUp("flood" + i, VICTIM);
    }
    var before = site.code();
    var messages = site.messages();
    var jane = story(hiding, "jane", () -> notThe(before));
    assertThat(jane).contains(LIMIT, WRONG, EXPIRED);
    assertThat(jane.getFirst()).isEqualTo(sent("x***@x***", "EMAIL", "email"));
    assertThat(jane).isEqualTo(story(hiding, "nobody", () -> "123456"));
    assertThat(site.messages()).as("nothing is sent").isEqualTo(messages);
  }

  private static List<String> story(SelfSite site, String name, Supplier<String> wrong) {
    var answers = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      answers.add(site.resend(name).replaceAll("\\w\\*\\*\\*@\\w", "x***@x"));
      answers.add(site.confirm(name, wrong.get()));
    }
    for (int i = 0; i < 4; i++) {
      answers.add(site.confirm(name, wrong.get()));
    }
    return answers;
  }

  @Test
  void en_03_bf_10_who_names_an_address_is_told_that_it_has_no_room_whoever_has_it() {
    var addresses = SelfSite.on(site.api, EMAIL + ",'UsernameAttributes':['email']", HIDDEN);
    for (var address : List.of(VICTIM, "nobody@other.example")) {
      for (int i = 0; i < RECIPIENT_MAX; i++) {
        assertThat(addresses.signUp(address, "")).startsWith("200 ");
        if (!address.equals(VICTIM) || i + 1 < RECIPIENT_MAX) {
          addresses.admin("AdminDeleteUser", name(address));
        }
      }
      assertThat(addresses.resend(address)).as(address).isEqualTo(LIMIT);
    }
  }
}
