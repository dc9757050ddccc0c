package dev.gatehouse.compat;

import static dev.gatehouse.compat.App.USERS;
import static dev.gatehouse.compat.App.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeatureType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RefreshTokenReuseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;

/// How long a sign-in lasts: refresh, rotation, revocation, sign-out (users §3.8, §5.2, §5.3).
@ParameterizedClass(name = "{0}")
@EnumSource(App.Kind.class)
class UserSessionTest {
  private static final String REVOKED = "Refresh Token has been revoked";
  private static final String SIGNED_OUT = "Access Token has been revoked";

  private final App app;

  UserSessionTest(App.Kind kind) {
    app = kind.app;
  }

  private static AuthenticationResultType refresh(App client, String token) {
    return USERS
        .getTokensFromRefreshToken(request ->
            request
                .clientId(client.clientId())
                .clientSecret(client.secret().orElse(null))
                .refreshToken(token))
        .authenticationResult();
  }

  private static void revoke(App client, String token) {
    USERS.revokeToken(request ->
        request
            .clientId(client.clientId())
            .clientSecret(client.secret().orElse(null))
            .token(token));
  }

  private static void getUser(String token) {
    USERS.getUser(request -> request.accessToken(token));
  }

  private void assertSameSignIn(String before, String after) {
    var old = app.decoder().decode(before);
    var renewed = app.decoder().decode(after);
    for (var claim : new String[] {"origin_jti", "auth_time", "sub"}) {
      assertThat(renewed.getClaims()).containsEntry(claim, old.getClaims().get(claim));
    }
    assertThat(renewed.getId()).isNotEqualTo(old.getId());
  }

  @Test
  void a_refresh_gives_new_tokens_of_the_same_sign_in() {
    var name = app.confirmed();
    var first = app.tokens(name);
    var byFlow = app.refresh(first.refreshToken(), name).authenticationResult();
    assertThat(byFlow.refreshToken()).isNull();
    assertSameSignIn(first.accessToken(), byFlow.accessToken());
    var byOperation = refresh(app, first.refreshToken());
    assertThat(byOperation.refreshToken()).isNull();
    assertSameSignIn(first.idToken(), byOperation.idToken());

    var altered = Forgeries.altered(first.refreshToken());
    assertRefused(
        () -> app.refresh(altered, name), NotAuthorizedException.class, "Invalid Refresh Token");
    assertRefused(
        () -> refresh(app, altered), NotAuthorizedException.class, "Invalid Refresh Token");
  }

  @Test
  void a_refresh_token_that_was_replaced_ends_the_sign_in() {
    var name = app.confirmed();
    var rotating =
        app.with(client ->
            client.refreshTokenRotation(
                rotation -> rotation.feature(FeatureType.ENABLED).retryGracePeriodSeconds(0)));
    var first = rotating.tokens(name).refreshToken();
    assertRefused(
        () -> rotating.refresh(first, name),
        InvalidParameterException.class,
        "Auth flow not enabled for this client");
    assertRefused(() -> refresh(app, first), NotAuthorizedException.class, "Invalid Refresh Token");

    var second = refresh(rotating, first).refreshToken();
    var third = refresh(rotating, second).refreshToken();
    assertThat(second).isNotEqualTo(first);
    assertRefused(
        () -> refresh(rotating, first),
        RefreshTokenReuseException.class,
        "Refresh Token has been reused");
    assertRefused(() -> refresh(rotating, third), NotAuthorizedException.class, REVOKED);
  }

  @Test
  void revocation_ends_one_sign_in_with_all_its_tokens() {
    var name = app.confirmed();
    var one = app.tokens(name);
    var other = app.tokens(name);
    assertRefused(
        () -> revoke(app, one.accessToken()),
        UnsupportedTokenTypeException.class,
        "Unsupported token type");
    var stranger = app.with(_ -> {});
    assertRefused(
        () -> revoke(stranger, one.refreshToken()),
        UnauthorizedException.class,
        "Invalid client or secret");
    getUser(one.accessToken());

    revoke(app, one.refreshToken());
    assertRefused(
        () -> app.refresh(one.refreshToken(), name), NotAuthorizedException.class, REVOKED);
    assertRefused(() -> refresh(app, one.refreshToken()), NotAuthorizedException.class, REVOKED);
    assertRefused(() -> getUser(one.accessToken()), NotAuthorizedException.class, SIGNED_OUT);
    getUser(other.accessToken());
    assertThat(refresh(app, other.refreshToken()).idToken()).isNotEmpty();
  }

  @Test
  void a_global_sign_out_ends_every_sign_in() {
    var name = app.confirmed();
    var one = app.tokens(name);
    var other = app.tokens(name);
    USERS.globalSignOut(request -> request.accessToken(one.accessToken()));
    for (var tokens : new AuthenticationResultType[] {one, other}) {
      assertRefused(() -> getUser(tokens.accessToken()), NotAuthorizedException.class, SIGNED_OUT);
      assertRefused(
          () -> refresh(app, tokens.refreshToken()), NotAuthorizedException.class, REVOKED);
    }
    getUser(app.tokens(name).accessToken());
  }

  @Test
  void a_client_with_a_secret_proves_itself_for_tokens_and_revocation() {
    var token = app.tokens(app.confirmed()).refreshToken();
    var wrong = app.knowing(Optional.of("w".repeat(30)));
    var refused = "Invalid client or secret";
    assertRefused(() -> refresh(wrong, token), NotAuthorizedException.class, refused);
    assertRefused(() -> revoke(wrong, token), UnauthorizedException.class, refused);
    if (app.secret().isPresent()) {
      var without = app.knowing(Optional.empty());
      assertRefused(() -> refresh(without, token), NotAuthorizedException.class, refused);
      assertRefused(() -> revoke(without, token), UnauthorizedException.class, refused);
    }
    assertThat(refresh(app, token).accessToken()).isNotEmpty();
  }
}
