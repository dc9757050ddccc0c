package dev.gatehouse.compat;

import static dev.gatehouse.compat.Machines.COGNITO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.compat.Machines.MachinePool;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidOAuthFlowException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ScopeDoesNotExistException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// App clients and their secrets through the AWS SDK for Java 2.
class CognitoSdkClientTest {
  private static MachinePool pool;

  @BeforeAll
  static void createPool() {
    pool = Machines.machinePool();
  }

  @Test
  void creates_a_confidential_client_and_describes_the_same() {
    var created =
        create(client ->
            machine(client)
                .accessTokenValidity(10)
                .tokenValidityUnits(units -> units.accessToken(TimeUnitsType.MINUTES)));
    assertThat(created.clientId()).matches("[0-9a-v]{20,26}");
    assertThat(created.clientSecret()).matches("[0-9a-v]{46,52}");
    assertThat(created.refreshTokenValidity()).isEqualTo(30);
    assertThat(created.enableTokenRevocation()).isTrue();
    assertThat(created.authSessionValidity()).isEqualTo(3);
    assertThat(describe(created.clientId())).isEqualTo(created);
  }

  @Test
  void creates_a_public_client_without_a_secret() {
    var created = create(client -> client.clientName("public"));
    assertThat(created.clientSecret()).isNull();
    assertThat(created.hasExplicitAuthFlows()).isFalse();
    assertThat(created.accessTokenValidity()).isNull();
  }

  @Test
  void updates_a_client_keeps_its_secret_and_resets_what_is_left_out() {
    var created = create(client -> machine(client).accessTokenValidity(2));
    COGNITO.updateUserPoolClient(request ->
        request.userPoolId(pool.id()).clientId(created.clientId()).clientName("renamed"));
    var updated = describe(created.clientId());
    assertThat(updated.clientName()).isEqualTo("renamed");
    assertThat(updated.clientSecret()).isEqualTo(created.clientSecret());
    assertThat(updated.accessTokenValidity()).isNull();
    assertThat(updated.allowedOAuthFlowsUserPoolClient()).isFalse();
    assertThat(updated.hasAllowedOAuthScopes()).isFalse();
  }

  @Test
  void lists_clients_page_by_page() {
    var other = Machines.createPool();
    for (int i = 0; i < 3; i++) {
      COGNITO.createUserPoolClient(client -> client.userPoolId(other).clientName("one of three"));
    }
    var pages =
        COGNITO
            .listUserPoolClientsPaginator(request -> request.userPoolId(other).maxResults(2))
            .stream()
            .toList();
    assertThat(pages).extracting(page -> page.userPoolClients().size()).containsExactly(2, 1);
    assertThat(pages)
        .flatMap(page -> page.userPoolClients())
        .extracting(UserPoolClientDescription::clientId)
        .doesNotHaveDuplicates();
  }

  @Test
  void deletes_a_client_and_says_that_it_is_gone() {
    var created = create(client -> client.clientName("short-lived"));
    COGNITO.deleteUserPoolClient(
        request -> request.userPoolId(pool.id()).clientId(created.clientId()));
    assertThatThrownBy(() -> describe(created.clientId()))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("User pool client " + created.clientId() + " does not exist.");
  }

  @Test
  void refuses_wrong_oauth_settings_with_typed_errors() {
    assertThatThrownBy(() -> create(client -> machine(client).generateSecret(false)))
        .isInstanceOf(InvalidOAuthFlowException.class)
        .hasMessageContaining("client does not have a client secret");
    assertThatThrownBy(() ->
            create(client ->
                machine(client)
                    .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS, OAuthFlowType.CODE)))
        .isInstanceOf(InvalidOAuthFlowException.class);
    assertThatThrownBy(() -> create(client -> machine(client).allowedOAuthScopes("nobody/knows")))
        .isInstanceOf(ScopeDoesNotExistException.class)
        .hasMessageStartingWith("Invalid scope requested: nobody/knows");
    assertThatThrownBy(() ->
            create(client ->
                machine(client)
                    .accessTokenValidity(86401)
                    .tokenValidityUnits(units -> units.accessToken(TimeUnitsType.SECONDS))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void rotates_secrets_without_a_gap() {
    var client = create(CognitoSdkClientTest::machine);
    var first = secrets(client).getFirst();
    var added =
        COGNITO
            .addUserPoolClientSecret(
                request -> request.userPoolId(pool.id()).clientId(client.clientId()))
            .clientSecretDescriptor();
    assertThat(tokenStatus(client, client.clientSecret())).isEqualTo(200);
    assertThat(tokenStatus(client, added.clientSecretValue())).isEqualTo(200);
    assertThat(secrets(client))
        .hasSize(2)
        .allSatisfy(secret -> assertThat(secret.clientSecretValue()).isNull());
    assertThatThrownBy(() ->
            COGNITO.addUserPoolClientSecret(
                request -> request.userPoolId(pool.id()).clientId(client.clientId())))
        .isInstanceOf(LimitExceededException.class);

    deleteSecret(client, first.clientSecretId());
    assertThat(tokenStatus(client, client.clientSecret())).isEqualTo(400);
    assertThat(tokenStatus(client, added.clientSecretValue())).isEqualTo(200);
    assertThatThrownBy(() -> deleteSecret(client, added.clientSecretId()))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void takes_a_secret_of_the_callers_own() {
    var own = "a_secret_of_the_callers_own";
    var client = create(request -> machine(request).generateSecret(null).clientSecret(own));
    assertThat(client.clientSecret()).isEqualTo(own);
    assertThat(tokenStatus(client, own)).isEqualTo(200);
  }

  @Test
  void a_wrong_client_secret_is_refused() {
    assertThat(
            Machines.requestToken(pool.domain(), pool.clientId(), "wrong", "transactions/get")
                .body())
        .isEqualTo("{\"error\":\"invalid_client\"}");
  }

  private static CreateUserPoolClientRequest.Builder machine(
      CreateUserPoolClientRequest.Builder request) {
    return request
        .clientName("machine")
        .generateSecret(true)
        .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
        .allowedOAuthScopes("transactions/get")
        .allowedOAuthFlowsUserPoolClient(true);
  }

  private static UserPoolClientType create(Consumer<CreateUserPoolClientRequest.Builder> settings) {
    return COGNITO
        .createUserPoolClient(request -> settings.accept(request.userPoolId(pool.id())))
        .userPoolClient();
  }

  private static UserPoolClientType describe(String clientId) {
    return COGNITO
        .describeUserPoolClient(request -> request.userPoolId(pool.id()).clientId(clientId))
        .userPoolClient();
  }

  private static List<ClientSecretDescriptorType> secrets(UserPoolClientType client) {
    return COGNITO
        .listUserPoolClientSecrets(
            request -> request.userPoolId(pool.id()).clientId(client.clientId()))
        .clientSecrets();
  }

  private static void deleteSecret(UserPoolClientType client, String secretId) {
    COGNITO.deleteUserPoolClientSecret(request ->
        request.userPoolId(pool.id()).clientId(client.clientId()).clientSecretId(secretId));
  }

  private static int tokenStatus(UserPoolClientType client, String secret) {
    return Machines.requestToken(pool.domain(), client.clientId(), secret, "transactions/get")
        .statusCode();
  }
}
