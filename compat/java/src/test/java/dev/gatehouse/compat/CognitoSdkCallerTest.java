package dev.gatehouse.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IdentityProviderTypeType;
import software.amazon.awssdk.services.sts.StsClient;

/// Who may call: the key of `gatehouse env`, and callers who must be refused.
class CognitoSdkCallerTest {
  private static final String KEY = System.getenv("AWS_ACCESS_KEY_ID");
  private static final String SECRET = System.getenv("AWS_SECRET_ACCESS_KEY");

  @Test
  void sts_knows_the_caller() {
    try (var sts = StsClient.create()) {
      var identity = sts.getCallerIdentity();
      assertThat(identity.account()).isEqualTo("000000000000");
      assertThat(identity.arn()).startsWith("arn:aws:").contains(":000000000000:");
      assertThat(identity.userId()).isNotBlank();
    }
  }

  @Test
  void sts_refuses_a_wrong_secret_key() {
    try (var sts =
        StsClient.builder()
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, "wrong")))
            .build()) {
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("SignatureDoesNotMatch"));
    }
  }

  @Test
  void a_wrong_secret_key_is_refused() {
    assertRefused(AwsBasicCredentials.create(KEY, "wrong"), "InvalidSignatureException");
  }

  @Test
  void an_unknown_access_key_is_refused() {
    assertRefused(
        AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", SECRET), "UnrecognizedClientException");
  }

  @Test
  void a_session_token_that_nobody_issued_is_refused() {
    assertRefused(
        AwsSessionCredentials.create(KEY, SECRET, "nobody-issued-it"),
        "UnrecognizedClientException");
  }

  @Test
  void an_unsigned_call_is_refused() {
    try (var anonymous =
        CognitoIdentityProviderClient.builder()
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThatThrownBy(() -> anonymous.listUserPools(request -> request.maxResults(1)))
          .isInstanceOf(CognitoIdentityProviderException.class);
    }
  }

  @Test
  void a_region_that_the_server_has_not_is_refused() {
    try (var elsewhere =
        CognitoIdentityProviderClient.builder()
            .region(Region.AP_SOUTH_1)
            .endpointOverride(URI.create(Machines.URL))
            .build()) {
      assertThatThrownBy(() -> elsewhere.listUserPools(request -> request.maxResults(1)))
          .isInstanceOf(CognitoIdentityProviderException.class);
    }
  }

  @Test
  void an_operation_that_is_not_built_says_so() {
    assertThatThrownBy(() ->
            Machines.COGNITO.createIdentityProvider(request ->
                request
                    .userPoolId("us-east-1_nobody000")
                    .providerName("Google")
                    .providerType(IdentityProviderTypeType.GOOGLE)
                    .providerDetails(Map.of())))
        .isInstanceOfSatisfying(
            CognitoIdentityProviderException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(501);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("GatehouseNotBuilt");
            });
  }

  private static void assertRefused(AwsCredentials credentials, String code) {
    try (var caller =
        CognitoIdentityProviderClient.builder()
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      assertThatThrownBy(() -> caller.listUserPools(request -> request.maxResults(1)))
          .isInstanceOfSatisfying(
              CognitoIdentityProviderException.class,
              refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
    }
  }
}
