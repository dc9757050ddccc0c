package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.HIDDEN;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.DeliveryMedium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that hides whom there is (users §2.9, EN-02, EN-03), on a server that cannot deliver
/// over every medium of the pool: what cannot be delivered does not tell either.
class HiddenUsersDeliveryTest {
  /// Phones go first, in a reset as in a sign-up (users §2.3, §2.11).
  private static final String PHONES_FIRST =
      ",'AutoVerifiedAttributes':['email','phone_number'],'SmsConfiguration':{'SnsCallerArn':"
          + "'arn:aws:iam::000000000000:role/sms'},"
          + "'AccountRecoverySetting':{'RecoveryMechanisms':[{'Name':'verified_phone_number',"
          + "'Priority':1},{'Name':'verified_email','Priority':2}]}";

  private static final String MAIL =
      "200 {\"CodeDeliveryDetails\":{\"Destination\":\"x***@x***\",\"DeliveryMedium\":\"EMAIL\","
          + "\"AttributeName\":\"email\"}}";
  private static final String NO_WAY =
      error("CodeDeliveryFailureException", "This server has no way to deliver a message by SMS.");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // By each test.
  private SelfSite site;

  @AfterEach
  void close() {
    site.close();
  }

  private SelfSite open(DeliveryMedium... media) {
    return SelfSite.on(UserApi.delivering(folder, Set.of(media)), PHONES_FIRST, HIDDEN);
  }

  private static String masked(String answer) {
    return answer.replaceAll("\\w\\*\\*\\*@\\w", "x***@x");
  }

  private void phone(String user) {
    assertThat(
            site.admin(
                "AdminUpdateUserAttributes",
                name(user)
                    + attributes("phone_number", "+12065550100", "phone_number_verified", "true")))
        .isEqualTo(OK);
  }

  @Test
  void en_02_a_reset_goes_over_what_works() {
    site = open(DeliveryMedium.EMAIL);
    site.confirmed("jane");
    assertThat(masked(site.forgot("jane"))).isEqualTo(MAIL);
    assertThat(masked(site.forgot("nobody"))).isEqualTo(MAIL);
    assertThat(masked(site.forgot("+12065550199"))).isEqualTo(MAIL);

    phone("jane");
    assertThat(masked(site.forgot("jane"))).as("with both").isEqualTo(MAIL);
    assertThat(site.with("").forgot("jane")).as("an open client").isEqualTo(NO_WAY);
    site.admin("AdminUpdateUserAttributes", name("jane") + attributes("email_verified", "false"));
    assertThat(masked(site.forgot("jane"))).as("a phone alone").isEqualTo(MAIL);
  }

  @Test
  void en_03_a_confirmation_goes_over_what_works() {
    site = open(DeliveryMedium.EMAIL);
    site.signUpByMail("anna");
    assertThat(masked(site.resend("anna"))).isEqualTo(MAIL);
    assertThat(masked(site.resend("nobody"))).isEqualTo(MAIL);
    assertThat(site.signUp("bert", attributes("phone_number", "+12065550100"))).isEqualTo(NO_WAY);
    assertThat(masked(site.resend("bert"))).as("a phone alone").isEqualTo(MAIL);
  }

  /// Who has to change his password by signing in is sent no code; one from before is no answer.
  @Test
  void en_03_a_code_from_before_does_not_tell_of_the_status() {
    site = open(DeliveryMedium.EMAIL);
    site.confirmed("jane");
    for (var name : List.of("jane", "nobody")) {
      assertThat(masked(site.forgot(name))).isEqualTo(MAIL);
    }
    var right = site.code();
    assertThat(
            site.admin(
                "AdminSetUserPassword",
                name("jane") + ",'Password':'" + OTHER_PASSWORD + "','Permanent':false"))
        .isEqualTo(OK);
    site.api.clock.advance(Duration.ofHours(2));
    for (var name : List.of("jane", "nobody")) {
      assertThat(site.reset(name, right, OTHER_PASSWORD)).as(name).isEqualTo(EXPIRED);
      assertThat(masked(site.forgot(name))).isEqualTo(MAIL);
      assertThat(site.reset(name, right, OTHER_PASSWORD)).as(name).isEqualTo(WRONG);
    }
  }

  @Test
  void en_02_where_nothing_works_everybody_is_told() {
    site = open();
    site.confirmed("jane");
    phone("jane");
    assertThat(site.forgot("jane")).isEqualTo(NO_WAY).isEqualTo(site.forgot("nobody"));
  }
}
