package dev.gatehouse.compat;

import static dev.gatehouse.compat.Machines.COGNITO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// An application with an app client: what its users' calls are made of. No key of AWS signs these.
///
/// @param secret of the client; empty where it has none
record App(String poolId, String clientId, Optional<String> secret) {
  static final String PASSWORD = "Correct-horse-battery-1";
  static final String OTHER_PASSWORD = "Correct-horse-battery-2";
  static final String WRONG = "Incorrect username or password.";
  static final String USED = "Invalid session for the user, session can only be used once.";

  /// A call that would be signed fails.
  static final CognitoIdentityProviderClient USERS =
      CognitoIdentityProviderClient.builder()
          .credentialsProvider(() -> {
            throw new IllegalStateException("a user has no key to sign with");
          })
          .build();

  private static final AtomicInteger NAMES = new AtomicInteger();

  /// Which client the application has; each has one pool for all tests.
  enum Kind {
    PUBLIC("no secret", false),
    CONFIDENTIAL("with a secret", true);

    final App app;
    private final String title;

    Kind(String title, boolean confidential) {
      this.title = title;
      this.app = make(confidential);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  private static App make(boolean confidential) {
    var pool =
        COGNITO
            .createUserPool(request ->
                request
                    .poolName("users")
                    .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                    .aliasAttributes(AliasAttributeType.EMAIL))
            .userPool()
            .id();
    return of(pool, client -> client.generateSecret(confidential));
  }

  private static App of(String pool, Consumer<CreateUserPoolClientRequest.Builder> settings) {
    var client =
        COGNITO
            .createUserPoolClient(request ->
                settings.accept(
                    request
                        .userPoolId(pool)
                        .clientName("app")
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                        .explicitAuthFlows(
                            ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                            ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                            ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)))
            .userPoolClient();
    return new App(pool, client.clientId(), Optional.ofNullable(client.clientSecret()));
  }

  /// Another client of the same pool and kind.
  App with(Consumer<CreateUserPoolClientRequest.Builder> settings) {
    return of(poolId, client -> settings.accept(client.generateSecret(secret.isPresent())));
  }

  /// The same client to somebody who does not know the secret, or another one.
  App knowing(Optional<String> other) {
    return new App(poolId, clientId, other);
  }

  /// A name that nobody has yet.
  static String newName() {
    return "user" + NAMES.incrementAndGet();
  }

  static String email(String name) {
    return name + "@example.com";
  }

  /// A user whom an administrator has made, with that temporary password.
  String invited(String temporary) {
    var name = newName();
    COGNITO.adminCreateUser(request ->
        request
            .userPoolId(poolId)
            .username(name)
            .temporaryPassword(temporary)
            .messageAction(MessageActionType.SUPPRESS)
            .userAttributes(attribute("email", email(name)), attribute("email_verified", "true")));
    return name;
  }

  /// A user who may sign in with [#PASSWORD].
  String confirmed() {
    var name = invited(PASSWORD);
    COGNITO.adminSetUserPassword(
        request -> request.userPoolId(poolId).username(name).password(PASSWORD).permanent(true));
    return name;
  }

  static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  static Map<String, String> valuesOf(List<AttributeType> attributes) {
    var values = new HashMap<String, String>();
    attributes.forEach(each -> values.put(each.name(), each.value()));
    return values;
  }

  /// The code of the newest message to that address.
  String code(String address) {
    try {
      var inbox =
          new ProcessBuilder(
                  System.getenv("ROOT") + "/gatehouse",
                  "inbox",
                  "--data",
                  System.getenv("GATEHOUSE_DATA_FOLDER"),
                  "--pool",
                  poolId,
                  "--to",
                  address,
                  "--code")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new String(inbox.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Six digits that are not those.
  static String otherThan(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  /// `SecretHash` for that name; null where the client has no secret, as the SDK's builders want
  /// it.
  String hash(String name) {
    return secret
        .map(key -> Base64.getEncoder().encodeToString(Srp.hmac(utf8(key), utf8(name + clientId))))
        .orElse(null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The parameters with `SECRET_HASH` where the client has a secret.
  Map<String, String> proved(String name, Map<String, String> parameters) {
    var all = new HashMap<>(parameters);
    secret.ifPresent(_ -> all.put("SECRET_HASH", hash(name)));
    return all;
  }

  InitiateAuthResponse start(AuthFlowType flow, Map<String, String> parameters) {
    return USERS.initiateAuth(
        request -> request.clientId(clientId).authFlow(flow).authParameters(parameters));
  }

  RespondToAuthChallengeResponse answer(
      ChallengeNameType challenge, String session, Map<String, String> responses) {
    return USERS.respondToAuthChallenge(request ->
        request
            .clientId(clientId)
            .challengeName(challenge)
            .session(session)
            .challengeResponses(responses));
  }

  /// `USER_PASSWORD_AUTH`: tokens or a challenge.
  InitiateAuthResponse enter(String name, String password) {
    return start(
        AuthFlowType.USER_PASSWORD_AUTH,
        proved(name, Map.of("USERNAME", name, "PASSWORD", password)));
  }

  AuthenticationResultType tokens(String name) {
    return enter(name, PASSWORD).authenticationResult();
  }

  /// The answer to the challenge of `USER_SRP_AUTH`, not sent yet.
  Map<String, String> proof(String name, String password) {
    var srp = new Srp();
    var asked =
        start(
            AuthFlowType.USER_SRP_AUTH,
            proved(name, Map.of("USERNAME", name, "SRP_A", srp.publicValue)));
    var answer = srp.answer(poolId, asked.challengeParameters(), password);
    return proved(answer.get("USERNAME"), answer);
  }

  RespondToAuthChallengeResponse prove(Map<String, String> proof) {
    return answer(ChallengeNameType.PASSWORD_VERIFIER, null, proof);
  }

  InitiateAuthResponse refresh(String token, String name) {
    return start(AuthFlowType.REFRESH_TOKEN_AUTH, proved(name, Map.of("REFRESH_TOKEN", token)));
  }

  /// Spring Security's decoder, from the issuer alone.
  JwtDecoder decoder() {
    return NimbusJwtDecoder.withIssuerLocation(Machines.URL + "/" + poolId).build();
  }

  /// The call must be refused with the SDK's own exception class and exactly that message.
  static void assertRefused(
      ThrowingCallable call,
      Class<? extends CognitoIdentityProviderException> type,
      String message) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(type)
        .isInstanceOfSatisfying(
            CognitoIdentityProviderException.class,
            refused ->
                assertThat(refused.statusCode() + " " + refused.awsErrorDetails().errorMessage())
                    .isEqualTo("400 " + message));
  }
}
