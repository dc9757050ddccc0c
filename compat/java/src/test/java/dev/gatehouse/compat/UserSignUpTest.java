package dev.gatehouse.compat;

import static dev.gatehouse.compat.App.OTHER_PASSWORD;
import static dev.gatehouse.compat.App.PASSWORD;
import static dev.gatehouse.compat.App.USERS;
import static dev.gatehouse.compat.App.assertRefused;
import static dev.gatehouse.compat.App.email;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/// How a user comes in: by himself with a code (users §2.3), invited with a temporary password
/// (§3.5), or again after he has forgotten his password (§2.11).
@ParameterizedClass(name = "{0}")
@EnumSource(App.Kind.class)
class UserSignUpTest {
  private static final String WRONG_CODE = "Invalid verification code provided, please try again.";
  private static final String NO_CODE = "Invalid code provided, please request a code again.";
  private static final String TEMPORARY = "Temporary-password-1";

  private final App app;

  UserSignUpTest(App.Kind kind) {
    app = kind.app;
  }

  private SignUpResponse signUp(String name, String password) {
    return USERS.signUp(request ->
        request
            .clientId(app.clientId())
            .secretHash(app.hash(name))
            .username(name)
            .password(password)
            .userAttributes(App.attribute("email", email(name))));
  }

  private ConfirmSignUpResponse confirm(String name, String code) {
    return USERS.confirmSignUp(request ->
        request
            .clientId(app.clientId())
            .secretHash(app.hash(name))
            .username(name)
            .confirmationCode(code));
  }

  private static CodeDeliveryDetailsType sentTo(String address) {
    return CodeDeliveryDetailsType.builder()
        .attributeName("email")
        .deliveryMedium(DeliveryMediumType.EMAIL)
        .destination(address.charAt(0) + "***@e***")
        .build();
  }

  @Test
  void signs_up_confirms_with_the_code_and_signs_in() {
    var name = App.newName();
    var made = signUp(name, PASSWORD);
    assertThat(made.userConfirmed()).isFalse();
    assertThat(made.userSub()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(made.codeDeliveryDetails()).isEqualTo(sentTo(name));
    assertThat(made.session()).isNull();
    assertRefused(
        () -> signUp(name, PASSWORD), UsernameExistsException.class, "User already exists");
    assertRefused(
        () -> app.enter(name, PASSWORD), UserNotConfirmedException.class, "User is not confirmed.");

    var code = app.code(email(name));
    assertRefused(
        () -> confirm(name, App.otherThan(code)), CodeMismatchException.class, WRONG_CODE);
    confirm(name, code);
    // A client that hides who there is does not say that he is confirmed already.
    assertRefused(() -> confirm(name, code), ExpiredCodeException.class, NO_CODE);
    assertThat(app.enter(email(name), PASSWORD).authenticationResult().idToken()).isNotEmpty();
  }

  @Test
  void the_policy_refuses_a_password() {
    assertRefused(
        () -> signUp(App.newName(), "short"),
        InvalidPasswordException.class,
        "Password did not conform with policy: Password not long enough");
  }

  @Test
  void who_is_invited_chooses_a_password() {
    var name = app.invited(TEMPORARY);
    assertRefused(() -> app.enter(name, PASSWORD), NotAuthorizedException.class, App.WRONG);
    var asked = app.prove(app.proof(name, TEMPORARY));
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    assertThat(asked.authenticationResult()).isNull();
    assertThat(asked.challengeParameters())
        .containsOnlyKeys("USER_ID_FOR_SRP", "requiredAttributes", "userAttributes")
        .containsEntry("USER_ID_FOR_SRP", name)
        .containsEntry("requiredAttributes", "[]");

    assertRefused(
        () -> choose(name, asked.session(), "short"),
        InvalidPasswordException.class,
        "Password does not conform to policy: Password not long enough");
    choose(name, asked.session(), PASSWORD);
    assertRefused(
        () -> choose(name, asked.session(), OTHER_PASSWORD),
        NotAuthorizedException.class,
        App.USED);
    assertRefused(() -> app.enter(name, TEMPORARY), NotAuthorizedException.class, App.WRONG);
    assertThat(app.tokens(name).accessToken()).isNotEmpty();
  }

  private void choose(String name, String session, String password) {
    var chosen =
        app.answer(
            ChallengeNameType.NEW_PASSWORD_REQUIRED,
            session,
            app.proved(name, Map.of("USERNAME", name, "NEW_PASSWORD", password)));
    assertThat(chosen.authenticationResult().idToken()).isNotEmpty();
  }

  @Test
  void a_session_that_nobody_gave_is_refused() {
    var name = app.invited(TEMPORARY);
    assertRefused(
        () -> choose(name, "A".repeat(60), PASSWORD),
        CodeMismatchException.class,
        "Invalid session provided");
  }

  @Test
  void a_forgotten_password_is_replaced_with_a_code() {
    var name = app.confirmed();
    var sent =
        USERS.forgotPassword(
            request -> request.clientId(app.clientId()).secretHash(app.hash(name)).username(name));
    assertThat(sent.codeDeliveryDetails()).isEqualTo(sentTo(name));
    var code = app.code(email(name));
    assertRefused(() -> reset(name, App.otherThan(code)), CodeMismatchException.class, WRONG_CODE);
    reset(name, code);
    assertRefused(() -> reset(name, code), ExpiredCodeException.class, NO_CODE);
    assertRefused(() -> app.enter(name, PASSWORD), NotAuthorizedException.class, App.WRONG);
    assertThat(app.prove(app.proof(name, OTHER_PASSWORD)).authenticationResult()).isNotNull();
  }

  private void reset(String name, String code) {
    USERS.confirmForgotPassword(request ->
        request
            .clientId(app.clientId())
            .secretHash(app.hash(name))
            .username(name)
            .confirmationCode(code)
            .password(OTHER_PASSWORD));
  }
}
