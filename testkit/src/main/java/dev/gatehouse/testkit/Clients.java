package dev.gatehouse.testkit;

import dev.gatehouse.server.EmbeddedGatehouse;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderBaseClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.auth.scheme.CognitoIdentityProviderAuthSchemeProvider;

/// Makes clients of the AWS SDK that call a server in memory and sign by its clock.
///
/// @param region the first one of the server
record Clients(EmbeddedGatehouse server, Clock clock, AwsCredentials administrator, Region region) {
  CognitoIdentityProviderClientBuilder cognito() {
    return prepared(CognitoIdentityProviderClient.builder())
        .httpClient(new InProcessHttpClient(server));
  }

  CognitoIdentityProviderAsyncClientBuilder cognitoAsync() {
    return prepared(CognitoIdentityProviderAsyncClient.builder())
        .httpClient(new InProcessAsyncHttpClient(server));
  }

  private <B extends CognitoIdentityProviderBaseClientBuilder<B, C>, C> B prepared(B builder) {
    return builder
        .endpointOverride(server.publicUrl())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(administrator))
        .authSchemeProvider(signingBy(clock));
  }

  /// The SDK signs with the time of the machine unless an option of the scheme says otherwise.
  private static CognitoIdentityProviderAuthSchemeProvider signingBy(Clock clock) {
    var usual = CognitoIdentityProviderAuthSchemeProvider.defaultProvider();
    return parameters ->
        usual.resolveAuthScheme(parameters).stream()
            .map(option ->
                option.toBuilder().putSignerProperty(HttpSigner.SIGNING_CLOCK, clock).build())
            .toList();
  }
}
