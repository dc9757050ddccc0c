package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/// The machine-to-machine story, with a client of the SDK and without a port.
class MachineStoryTest {
  @RegisterExtension private final GatehouseExtension gatehouse = GatehouseExtension.create();

  @Test
  void a_machine_gets_a_token_that_a_resource_server_accepts(
      CognitoIdentityProviderClient cognito) {
    var site = MachineSite.on(cognito);
    var token = gatehouse.token(site.clientId(), site.secret(), "transactions/get");
    assertThat(token.lifetime()).isEqualTo(Duration.ofHours(1));
    var verifier = new ResourceServer(gatehouse.keySet(site.poolId()), gatehouse.clock());
    var claims = verifier.accept(token).orElseThrow();
    assertThat(claims.getIssuer()).isEqualTo(gatehouse.running().issuer(site.poolId()));
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:9229/" + site.poolId());
    assertThat(claims.getClaim("scope")).isEqualTo("transactions/get");
    assertThat(claims.getClaim("client_id")).isEqualTo(site.clientId());
    assertThat(gatehouse.token(site.clientId(), site.secret()).bearer()).startsWith("Bearer eyJ");
    assertThat(token.toString()).doesNotContain("eyJ");
  }

  @Test
  void the_token_endpoint_refuses_with_its_error(CognitoIdentityProviderClient cognito) {
    var site = MachineSite.on(cognito);
    assertThatThrownBy(() -> gatehouse.token(site.clientId(), "wrong"))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            refused -> {
              assertThat(refused.error()).isEqualTo("invalid_client");
              assertThat(refused.status()).isEqualTo(400);
            });
    assertThatThrownBy(() -> gatehouse.token(site.clientId(), site.secret(), "transactions/none"))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            refused -> assertThat(refused.error()).isEqualTo("invalid_scope"));
    assertThat(gatehouse.token(site.clientId(), site.secret()).accessToken()).isNotEmpty();
  }

  @Test
  void a_domain_answers_by_its_host(CognitoIdentityProviderClient cognito) {
    MachineSite.on(cognito);
    var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    var host = Map.of("Host", "lobster1234.auth.us-east-1.localhost");
    var unknown = Map.of("Host", "crab.auth.us-east-1.localhost");
    var engine = gatehouse.running();
    assertThat(engine.send("POST", "/oauth2/token", both(form, host), "a=b").status())
        .isEqualTo(400);
    assertThat(engine.send("POST", "/oauth2/token", both(form, unknown), "a=b").status())
        .isEqualTo(404);
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    var all = new java.util.HashMap<>(one);
    all.putAll(other);
    return all;
  }

  @Test
  void ids_can_be_fixed(CognitoIdentityProviderClient cognito) {
    var pool =
        cognito
            .createUserPool(
                r -> r.poolName("a").userPoolTags(Map.of("_custom_id_", "us-east-1_fixedPool")))
            .userPool();
    assertThat(pool.id()).isEqualTo("us-east-1_fixedPool");
    assertThat(gatehouse.keySet("us-east-1_fixedPool")).contains("\"kty\":\"RSA\"");
  }

  @Test
  void a_client_that_does_not_wait_gets_the_same_answers(
      CognitoIdentityProviderClient cognito, CognitoIdentityProviderAsyncClient notWaiting) {
    var made = notWaiting.createUserPool(r -> r.poolName("async")).join().userPool();
    var seen = cognito.describeUserPool(r -> r.userPoolId(made.id())).userPool();
    assertThat(seen).isEqualTo(made);
    assertThatThrownBy(
            () -> notWaiting.describeUserPool(r -> r.userPoolId("us-east-1_nobody000")).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ResourceNotFoundException.class);
  }
}
