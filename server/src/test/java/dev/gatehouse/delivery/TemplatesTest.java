package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose words a message has, and what stands in the place of the placeholders (behaviour reference
/// users §8.1).
class TemplatesTest {
  private static final String TEMPLATES =
      """
      {"VerificationMessageTemplate":{"SmsMessage":"S {####}","EmailMessage":"<b>{####}</b>",
        "EmailSubject":"E","DefaultEmailOption":"CONFIRM_WITH_CODE"},
       "SmsVerificationMessage":"old {####}","EmailVerificationMessage":"old {####}",
       "EmailVerificationSubject":"old","SmsAuthenticationMessage":"A {####}",
       "AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"I {username} {####}",
         "EmailMessage":"<i>{username}</i> {####} {username}","EmailSubject":"Hello {username}"}},
       "EmailConfiguration":{"From":"Pool <pool@example.com>","ReplyToEmailAddress":"re@example.com"},
       "Gatehouse.MfaFactors":{"Sms":false,"Email":{"Message":"M {####}","Subject":"MS"}}}
      """;
  private static final String OLDER =
      """
      {"SmsVerificationMessage":"old {####}","EmailVerificationMessage":"older {####}",
       "EmailVerificationSubject":"oldest"}
      """;
  private static final String BY_LINK =
      """
      {"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK",
        "EmailMessageByLink":"{##Click##}"}}
      """;

  private final Desk desk = new Desk();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SIGN_UP          | EMAIL | Your verification code  | Your confirmation code is 123456
          RESEND_CODE      | EMAIL | Your verification code  | Your confirmation code is 123456
          FORGOT_PASSWORD  | EMAIL | Your verification code  | Your password reset code is 123456
          UPDATE_ATTRIBUTE | EMAIL | Your verification code  | Your verification code is 123456
          VERIFY_ATTRIBUTE | EMAIL | Your verification code  | Your verification code is 123456
          SIGN_IN          | EMAIL | Your verification code  | Your authentication code is 123456.
          INVITATION       | EMAIL | Your temporary password | Your username is jane and temporary password is 123456.
          SIGN_UP          | SMS   | - | Your verification code is 123456.
          FORGOT_PASSWORD  | SMS   | - | Your verification code is 123456.
          VERIFY_ATTRIBUTE | SMS   | - | Your verification code is 123456.
          SIGN_IN          | SMS   | - | Your authentication code is 123456.
          INVITATION       | SMS   | - | Your username is jane and temporary password is 123456.
          """)
  void section_8_1_where_a_pool_is_silent_the_service_speaks(
      MessageKind kind, DeliveryMedium medium, String subject, String body) {
    var words = desk.words("{}", draft(kind, medium, "123456"));
    assertThat(words.subject().orElse("-")).isEqualTo(subject);
    assertThat(words.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIGN_UP          | EMAIL | E  | <b>123456</b>
          FORGOT_PASSWORD  | EMAIL | E  | <b>123456</b>
          VERIFY_ATTRIBUTE | EMAIL | E  | <b>123456</b>
          SIGN_IN          | EMAIL | MS | M 123456
          INVITATION       | EMAIL | Hello {username} | <i>jane</i> 123456 jane
          RESEND_CODE      | SMS   | - | S 123456
          SIGN_IN          | SMS   | - | A 123456
          INVITATION       | SMS   | - | I jane 123456
          """)
  void section_8_1_a_pools_own_words_go_first(
      MessageKind kind, DeliveryMedium medium, String subject, String body) {
    var words = desk.words(TEMPLATES, draft(kind, medium, "123456"));
    assertThat(words.subject().orElse("-")).isEqualTo(subject);
    assertThat(words.body()).isEqualTo(body);
    assertThat(words.from())
        .isEqualTo(
            medium == DeliveryMedium.EMAIL
                ? Optional.of("Pool <pool@example.com>")
                : Optional.empty());
    assertThat(words.replyTo().isPresent()).isEqualTo(medium == DeliveryMedium.EMAIL);
  }

  @Test
  void up_23_the_three_older_settings_count_where_the_template_is_silent() {
    var email = desk.words(OLDER, draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "1"));
    assertThat(email.subject()).contains("oldest");
    assertThat(email.body()).isEqualTo("older 1");
    assertThat(desk.words(OLDER, draft(MessageKind.SIGN_UP, DeliveryMedium.SMS, "1")).body())
        .isEqualTo("old 1");
  }

  @Test
  void section_8_1_a_pool_that_verifies_by_link_is_refused_where_it_would_send_one() {
    for (var kind : List.of(MessageKind.SIGN_UP, MessageKind.RESEND_CODE)) {
      assertThatThrownBy(() -> desk.words(BY_LINK, draft(kind, DeliveryMedium.EMAIL, "1")))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.refusal()).isEqualTo(new Refusal.LinkNotBuilt()));
      assertThat(desk.words(BY_LINK, draft(kind, DeliveryMedium.SMS, "1")).body())
          .isEqualTo("Your verification code is 1.");
    }
    assertThat(
            desk.words(BY_LINK, draft(MessageKind.FORGOT_PASSWORD, DeliveryMedium.EMAIL, "1"))
                .body())
        .isEqualTo("Your password reset code is 1");
  }

  @Test
  void section_2_4_an_invitation_without_a_place_for_the_password_is_not_sent() {
    var silent =
        """
        {"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hi {username}"}}}
        """;
    var postbox = desk.postbox(Ways.INBOX);
    var letter =
        postbox.render(silent, draft(MessageKind.INVITATION, DeliveryMedium.EMAIL, "Pa55word!"));
    assertThat(letter.row()).isEmpty();
    letter.requireWay(); // Nothing is refused: the pool wants it so.

    var without = draft(MessageKind.INVITATION, DeliveryMedium.EMAIL, "jane", Optional.empty());
    assertThat(desk.words(silent, without).body()).isEqualTo("Hi jane");
  }

  @Test
  void ou_12_what_a_user_calls_himself_is_neither_html_nor_a_template() {
    var evil = "<img src=x onerror='a'>&\"{####}{username}$1\\";
    var draft =
        draft(MessageKind.INVITATION, DeliveryMedium.EMAIL, evil, Optional.of("<{username}&9>"));
    var shown = "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;{####}{username}$1\\";
    assertThat(desk.words(TEMPLATES, draft).body())
        .isEqualTo("<i>%s</i> &lt;{username}&amp;9&gt; %s".formatted(shown, shown));

    var bySms = draft(MessageKind.INVITATION, DeliveryMedium.SMS, evil, Optional.of("<&>"));
    assertThat(desk.words(TEMPLATES, bySms).body()).isEqualTo("I " + evil + " <&>");
  }

  @Test
  void in_06_a_subject_is_one_line() {
    var pool = "{\"EmailVerificationSubject\":\"Hi\\r\\nBcc: all@example.com\\u2028\\u0000\"}";
    assertThat(desk.words(pool, draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "1")).subject())
        .contains("Hi  Bcc: all@example.com  ");
  }

  @Test
  void an_invitation_placeholder_means_nothing_in_a_code_message() {
    var pool = "{\"EmailVerificationMessage\":\"{username} {####}\"}";
    assertThat(desk.words(pool, draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "1")).body())
        .isEqualTo("{username} 1");
  }
}
