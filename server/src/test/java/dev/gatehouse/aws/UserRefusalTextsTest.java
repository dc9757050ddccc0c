package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.PasswordFault;
import dev.gatehouse.pool.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts that applications compare: behaviour reference users §2.6, §2.7, §2.10, §2.12.
class UserRefusalTextsTest {
  private static final ClientId CLIENT = new ClientId("1example23456789abcdefghij");

  @ParameterizedTest
  @MethodSource({"refusals", "attributes"})
  void a_refusal_is_answered_in_the_words_of_the_service(
      Refusal refusal, String type, String text) {
    var error = RefusalErrors.of(refusal);

    assertThat(error.error().type()).isEqualTo(type);
    assertThat(error.error().status()).isEqualTo(400);
    assertThat(error.text()).isEqualTo(text);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        weak(
            PasswordFault.TOO_SHORT, true, "did not conform with policy: Password not long enough"),
        weak(
            PasswordFault.NO_UPPERCASE,
            true,
            "did not conform with policy: Password must have uppercase characters"),
        weak(
            PasswordFault.NO_LOWERCASE,
            true,
            "did not conform with policy: Password must have lowercase characters"),
        weak(
            PasswordFault.NO_NUMBER,
            true,
            "did not conform with policy: Password must have numeric characters"),
        weak(
            PasswordFault.NO_SYMBOL,
            true,
            "did not conform with policy: Password must have symbol characters"),
        weak(
            PasswordFault.TOO_SHORT, false, "does not conform to policy: Password not long enough"),
        Arguments.of(
            new Refusal.ReusedPassword(),
            "PasswordHistoryPolicyViolationException",
            "Password has previously been used"),
        Arguments.of(
            new Refusal.MissingSecretHash(CLIENT),
            "NotAuthorizedException",
            "Client 1example23456789abcdefghij is configured with secret but SECRET_HASH was not"
                + " received"),
        Arguments.of(
            new Refusal.WrongSecretHash(CLIENT),
            "NotAuthorizedException",
            "Unable to verify secret hash for client 1example23456789abcdefghij"),
        Arguments.of(
            new Refusal.UnwritableAttribute("custom:role"),
            "NotAuthorizedException",
            "A client attempted to write unauthorized attribute"),
        Arguments.of(
            new Refusal.CodeNotDelivered(DeliveryMedium.SMS),
            "CodeDeliveryFailureException",
            "This server has no way to deliver a message by SMS."),
        Arguments.of(new Refusal.Overloaded(), "TooManyRequestsException", "Rate exceeded."),
        invalid(new Refusal.InvalidSrpValue(), "Invalid SRP_A."));
  }

  static Stream<Arguments> attributes() {
    return Stream.of(
        invalid(new Refusal.InvalidEmail(), "Invalid email address format."),
        invalid(new Refusal.InvalidPhoneNumber(), "Invalid phone number format."),
        invalid(
            new Refusal.AttributeTooShort("custom:x", 36),
            "user.custom:x: String must be no shorter than 36 characters\n"),
        invalid(
            new Refusal.AttributeTooLong("custom:x", 36),
            "user.custom:x: String must be no longer than 36 characters\n"),
        invalid(
            new Refusal.AttributeNotANumber("updated_at"),
            "user.updated_at: Value must be a number\n"),
        invalid(
            new Refusal.MissingAttributeValue("email"),
            "Attribute value for email must not be null"),
        invalid(
            new Refusal.NonMutableAttribute("sub"), "Cannot modify the non-mutable attribute sub"),
        invalid(
            new Refusal.ImmutableAttribute("custom:role"),
            "user.custom:role: Attribute cannot be updated.\n"),
        invalid(
            new Refusal.UnknownAttribute("custom:%d"),
            "user.custom:%d: Attribute does not exist in the schema.\n"),
        invalid(
            new Refusal.NonConformingAttributes(List.of("email"), List.of()),
            "Attributes did not conform to the schema: email: The attribute is required\n"),
        invalid(
            new Refusal.NonConformingAttributes(List.of("email", "name"), List.of("custom:%d")),
            "Attributes did not conform to the schema: email: The attribute is required\n"
                + "name: The attribute is required\n"
                + "custom:%d: Attribute does not exist in the schema.\n"));
  }

  private static Arguments weak(PasswordFault fault, boolean atSignUp, String text) {
    return Arguments.of(
        new Refusal.WeakPassword(fault, atSignUp), "InvalidPasswordException", "Password " + text);
  }

  private static Arguments invalid(Refusal refusal, String text) {
    return Arguments.of(refusal, "InvalidParameterException", text);
  }

  @Test
  void section_8_1_verification_by_link_is_said_to_be_missing() {
    var answer = RefusalErrors.of(new Refusal.LinkNotBuilt());
    assertThat(answer.error()).isEqualTo(ApiError.NOT_BUILT);
    assertThat(answer.text())
        .isEqualTo(
            "verification by link (CONFIRM_WITH_LINK) is not built yet. docs/compatibility.md lists"
                + " what Gatehouse offers.");
  }
}
