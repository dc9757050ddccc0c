package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;

class TransactionsTest {
  @RegisterExtension static final GatehouseExtension GATEHOUSE = GatehouseExtension.create();

  @Test
  void a_machine_may_read_transactions_for_an_hour(
      CognitoIdentityProviderClient cognito, MovableClock clock) throws Exception {
    var pool = cognito.createUserPool(r -> r.poolName("pool")).userPool().id();
    cognito.createUserPoolDomain(r -> r.userPoolId(pool).domain("my-domain"));
    cognito.createResourceServer(r ->
        r.userPoolId(pool)
            .identifier("transactions")
            .name("transactions")
            .scopes(s -> s.scopeName("get").scopeDescription("read")));
    var client =
        cognito
            .createUserPoolClient(r ->
                r.userPoolId(pool)
                    .clientName("my-service")
                    .generateSecret(true)
                    .allowedOAuthFlowsUserPoolClient(true)
                    .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                    .allowedOAuthScopes("transactions/get"))
            .userPoolClient();

    var token = GATEHOUSE.token(client.clientId(), client.clientSecret(), "transactions/get");

    var jwt = SignedJWT.parse(token.accessToken());
    var key = JWKSet.parse(GATEHOUSE.keySet(pool)).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    assertThat(jwt.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("transactions/get");

    var expires = jwt.getJWTClaimsSet().getExpirationTime().toInstant();
    assertThat(clock.instant()).isBefore(expires);
    clock.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isAfterOrEqualTo(expires);
  }
}
