package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.auth.scheme.CognitoIdentityProviderAuthSchemeProvider;

/// Nothing is believed because it comes from the same process.
@ExtendWith(GatehouseExtension.class)
class SignatureTest {
  private static void requireRefused(
      CognitoIdentityProviderClientBuilder builder, String errorCode) {
    try (CognitoIdentityProviderClient client =
        builder.overrideConfiguration(c -> c.retryStrategy(s -> s.maxAttempts(1))).build()) {
      assertThatThrownBy(() -> client.listUserPools(r -> r.maxResults(1)))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(errorCode));
    }
  }

  @Test
  void a_forged_signature_is_refused(
      InProcessGatehouse gatehouse, CognitoIdentityProviderClient cognito) {
    var forged = AwsBasicCredentials.create(gatehouse.administrator().accessKeyId(), "wrong");
    requireRefused(
        gatehouse.cognitoBuilder().credentialsProvider(StaticCredentialsProvider.create(forged)),
        "InvalidSignatureException");
    assertThat(cognito.listUserPools(r -> r.maxResults(1)).sdkHttpResponse().isSuccessful())
        .isTrue();
  }

  @Test
  void no_signature_is_refused(InProcessGatehouse gatehouse) {
    requireRefused(
        gatehouse.cognitoBuilder().credentialsProvider(AnonymousCredentialsProvider.create()),
        "MissingAuthenticationTokenException");
  }

  @Test
  void a_signature_of_another_time_is_refused(InProcessGatehouse gatehouse) {
    gatehouse.clock().advance(Duration.ofDays(3));
    requireRefused(
        gatehouse
            .cognitoBuilder()
            .authSchemeProvider(CognitoIdentityProviderAuthSchemeProvider.defaultProvider()),
        "InvalidSignatureException");
    assertThat(
            gatehouse.cognito().listUserPools(r -> r.maxResults(1)).sdkHttpResponse().statusCode())
        .isEqualTo(200);
  }
}
