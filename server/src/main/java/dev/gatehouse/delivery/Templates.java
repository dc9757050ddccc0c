package dev.gatehouse.delivery;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.Optional;
import java.util.function.Function;

/// What a pool wants to say to its users, and what the service says where the pool is silent
/// (behaviour reference §8.1).
final class Templates {
  private static final String CODE_SUBJECT = "Your verification code";
  private static final String CODE_SMS = "Your verification code is {####}.";
  private static final String SIGN_IN = "Your authentication code is {####}.";
  private static final String INVITATION_SUBJECT = "Your temporary password";
  private static final String INVITATION =
      "Your username is {username} and temporary password is {####}.";

  private final JsonObject pool;

  /// @param pool its settings as stored
  Templates(JsonObject pool) {
    this.pool = pool;
  }

  /// @throws RefusedException with [Refusal.LinkNotBuilt] when the pool verifies by link
  Template of(MessageKind kind, DeliveryMedium medium) {
    return switch (kind) {
      case SIGN_UP, RESEND_CODE -> {
        if (medium == DeliveryMedium.EMAIL && isByLink()) {
          throw new RefusedException(new Refusal.LinkNotBuilt());
        }
        yield verification(medium, "Your confirmation code is {####}");
      }
      case FORGOT_PASSWORD -> verification(medium, "Your password reset code is {####}");
      case UPDATE_ATTRIBUTE, VERIFY_ATTRIBUTE ->
          verification(medium, "Your verification code is {####}");
      case INVITATION -> invitation(medium);
      case SIGN_IN -> signIn(medium);
    };
  }

  /// Who an e-mail is from, as the pool wants it.
  Optional<String> from() {
    return member(pool, "EmailConfiguration", "From");
  }

  Optional<String> replyTo() {
    return member(pool, "EmailConfiguration", "ReplyToEmailAddress");
  }

  /// Links are for new users only (§8.1).
  private boolean isByLink() {
    return member(pool, "VerificationMessageTemplate", "DefaultEmailOption")
        .filter("CONFIRM_WITH_LINK"::equals)
        .isPresent();
  }

  /// The template goes before the three older settings (UP-23).
  private Template verification(DeliveryMedium medium, String emailDefault) {
    var template = "VerificationMessageTemplate";
    return switch (medium) {
      case EMAIL ->
          email(
              member(pool, template, "EmailSubject")
                  .or(() -> pool.string("EmailVerificationSubject")),
              member(pool, template, "EmailMessage")
                  .or(() -> pool.string("EmailVerificationMessage")),
              CODE_SUBJECT,
              emailDefault);
      case SMS ->
          sms(
              member(pool, template, "SmsMessage").or(() -> pool.string("SmsVerificationMessage")),
              CODE_SMS);
    };
  }

  private Template invitation(DeliveryMedium medium) {
    var config = pool.object("AdminCreateUserConfig");
    Function<String, Optional<String>> wanted =
        name -> config.flatMap(c -> member(c, "InviteMessageTemplate", name));
    return switch (medium) {
      case EMAIL ->
          email(
              wanted.apply("EmailSubject"),
              wanted.apply("EmailMessage"),
              INVITATION_SUBJECT,
              INVITATION);
      case SMS -> sms(wanted.apply("SMSMessage"), INVITATION);
    };
  }

  /// Of e-mails both defaults are assumed.
  private Template signIn(DeliveryMedium medium) {
    var email = pool.object("Gatehouse.MfaFactors").flatMap(factors -> factors.object("Email"));
    return switch (medium) {
      case EMAIL ->
          email(
              email.flatMap(e -> e.string("Subject")),
              email.flatMap(e -> e.string("Message")),
              CODE_SUBJECT,
              SIGN_IN);
      case SMS -> sms(pool.string("SmsAuthenticationMessage"), SIGN_IN);
    };
  }

  private static Template email(
      Optional<String> subject, Optional<String> body, String subjectDefault, String bodyDefault) {
    return new Template(
        Optional.of(Template.oneLine(subject.orElse(subjectDefault))), body.orElse(bodyDefault));
  }

  private static Template sms(Optional<String> body, String bodyDefault) {
    return new Template(Optional.empty(), body.orElse(bodyDefault));
  }

  private static Optional<String> member(JsonObject json, String object, String name) {
    return json.object(object).flatMap(inner -> inner.string(name)).filter(text -> !text.isEmpty());
  }
}
