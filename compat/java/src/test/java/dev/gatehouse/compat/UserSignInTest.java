package dev.gatehouse.compat;

import static dev.gatehouse.compat.App.OTHER_PASSWORD;
import static dev.gatehouse.compat.App.PASSWORD;
import static dev.gatehouse.compat.App.USED;
import static dev.gatehouse.compat.App.USERS;
import static dev.gatehouse.compat.App.WRONG;
import static dev.gatehouse.compat.App.assertRefused;
import static dev.gatehouse.compat.App.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/// How a user signs in (users §3.1 to §3.3), what his tokens say to Spring Security's decoder, and
/// what proves the client (§2.12).
@ParameterizedClass(name = "{0}")
@EnumSource(App.Kind.class)
class UserSignInTest {
  private final App app;

  UserSignInTest(App.Kind kind) {
    app = kind.app;
  }

  @Test
  void a_password_gives_tokens_and_nothing_else() {
    var in = app.enter(app.confirmed(), PASSWORD);
    assertThat(in.challengeName()).isNull();
    assertThat(in.session()).isNull();
    assertThat(in.challengeParameters()).isEmpty();
    assertThat(in.authenticationResult().expiresIn()).isEqualTo(3600);
    assertThat(in.authenticationResult().tokenType()).isEqualTo("Bearer");
    assertThat(in.authenticationResult().refreshToken()).startsWith("eyJjdHkiOiJKV1Qi");
  }

  @Test
  void srp_gives_tokens_that_the_key_set_verifies() {
    var name = app.confirmed();
    var tokens = app.prove(app.proof(name, PASSWORD)).authenticationResult();
    var id = app.decoder().decode(tokens.idToken());
    var access = app.decoder().decode(tokens.accessToken());
    assertThat(id.getClaims())
        .containsEntry("token_use", "id")
        .containsEntry("cognito:username", name)
        .containsEntry("email", email(name))
        .containsEntry("email_verified", true);
    assertThat(id.getAudience()).containsExactly(app.clientId());
    assertThat(access.getClaims())
        .containsEntry("token_use", "access")
        .containsEntry("client_id", app.clientId())
        .containsEntry("username", name)
        .containsEntry("scope", "aws.cognito.signin.user.admin")
        .containsEntry("sub", id.getSubject())
        .containsEntry("origin_jti", id.getClaimAsString("origin_jti"));
  }

  @Test
  void altered_and_forged_tokens_are_refused() {
    var name = app.confirmed();
    var tokens = app.tokens(name);
    var decoder = app.decoder();
    for (var bad :
        new String[] {
          Forgeries.tampered(tokens.idToken(), name, "root"), Forgeries.forged(tokens.idToken())
        }) {
      assertThatThrownBy(() -> decoder.decode(bad)).isInstanceOf(BadJwtException.class);
    }
    var forged = Forgeries.forged(tokens.accessToken());
    assertRefused(
        () -> USERS.getUser(request -> request.accessToken(forged)),
        NotAuthorizedException.class,
        "Could not verify signature for Access Token");
    assertRefused(
        () -> USERS.getUser(request -> request.accessToken(tokens.idToken())),
        NotAuthorizedException.class,
        "Invalid Access Token");
  }

  @Test
  void a_call_that_would_be_signed_fails_here() {
    assertThatThrownBy(() -> USERS.listUsers(request -> request.userPoolId(app.poolId())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a user has no key to sign with");
  }

  @Test
  void by_the_verified_address_the_answer_is_the_username() {
    var name = app.confirmed();
    var proof = app.proof(email(name), PASSWORD);
    assertThat(proof).containsEntry("USERNAME", name);
    assertThat(app.prove(proof).authenticationResult().idToken()).isNotEmpty();
  }

  @Test
  void wrong_passwords_and_unknown_users_are_refused_alike() {
    var name = app.confirmed();
    for (var who : new String[] {name, App.newName()}) {
      assertRefused(() -> app.enter(who, OTHER_PASSWORD), NotAuthorizedException.class, WRONG);
      assertRefused(
          () -> app.prove(app.proof(who, OTHER_PASSWORD)), NotAuthorizedException.class, WRONG);
    }
  }

  @Test
  void a_forged_proof_is_refused_and_ends_the_attempt() {
    var proof = app.proof(app.confirmed(), PASSWORD);
    var forged = new HashMap<>(proof);
    forged.put("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(new byte[32]));
    assertRefused(() -> app.prove(forged), NotAuthorizedException.class, WRONG);
    assertRefused(() -> app.prove(proof), NotAuthorizedException.class, USED);
  }

  @Test
  void a_proof_is_good_once() {
    var proof = app.proof(app.confirmed(), PASSWORD);
    app.prove(proof);
    assertRefused(() -> app.prove(proof), NotAuthorizedException.class, USED);
  }

  @Test
  void a_client_proves_itself_with_each_call() {
    var name = app.confirmed();
    var wrong = app.knowing(Optional.of("not-the-secret"));
    var unproved = "Unable to verify secret hash for client " + app.clientId();
    assertRefused(() -> wrong.enter(name, PASSWORD), NotAuthorizedException.class, unproved);
    if (app.secret().isEmpty()) {
      return;
    }
    var without = app.knowing(Optional.empty());
    var missing =
        "Client " + app.clientId() + " is configured with secret but SECRET_HASH was not received";
    var proof = app.proof(name, PASSWORD);
    var bare = new HashMap<>(proof);
    bare.remove("SECRET_HASH");
    var token = app.tokens(name).refreshToken();
    assertRefused(() -> without.enter(name, PASSWORD), NotAuthorizedException.class, missing);
    assertRefused(() -> app.prove(bare), NotAuthorizedException.class, missing);
    assertRefused(() -> without.refresh(token, name), NotAuthorizedException.class, missing);
    assertRefused(
        () ->
            USERS.signUp(request ->
                request.clientId(app.clientId()).username(App.newName()).password(PASSWORD)),
        NotAuthorizedException.class,
        missing);
    assertRefused(
        () -> USERS.forgotPassword(request -> request.clientId(app.clientId()).username(name)),
        NotAuthorizedException.class,
        missing);
    assertThat(app.prove(proof).authenticationResult().accessToken()).isNotEmpty();
  }
}
