package dev.gatehouse.aws.idp.client;

import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// What a client's settings are where a request says nothing (AC-06, AC-07, AC-10, AC-11). All
/// other members stay absent.
final class ClientDefaults {
  private static final int REFRESH_TOKEN_VALIDITY = 30;
  private static final int AUTH_SESSION_MINUTES = 3;

  private ClientDefaults() {}

  /// @param wanted the members of the request
  /// @param accountId twelve digits
  /// @return settings alone, without ids, name and secret
  static UserPoolClientType complete(UserPoolClientType wanted, String accountId) {
    return wanted.toBuilder()
        .userPoolId(null)
        .clientId(null)
        .clientName(null)
        .clientSecret(null)
        .refreshTokenValidity(refreshTokenValidity(wanted.refreshTokenValidity()))
        .tokenValidityUnits(
            Objects.requireNonNullElseGet(
                wanted.tokenValidityUnits(), () -> TokenValidityUnitsType.builder().build()))
        .allowedOAuthFlowsUserPoolClient(
            Boolean.TRUE.equals(wanted.allowedOAuthFlowsUserPoolClient()))
        .analyticsConfiguration(analytics(wanted.analyticsConfiguration(), accountId))
        .enableTokenRevocation(!Boolean.FALSE.equals(wanted.enableTokenRevocation()))
        .enablePropagateAdditionalUserContextData(
            Boolean.TRUE.equals(wanted.enablePropagateAdditionalUserContextData()))
        .authSessionValidity(
            Objects.requireNonNullElse(wanted.authSessionValidity(), AUTH_SESSION_MINUTES))
        .build();
  }

  private static int refreshTokenValidity(Integer wanted) {
    return wanted == null || wanted == 0 ? REFRESH_TOKEN_VALIDITY : wanted;
  }

  /// AC-10: an application named by its ARN is reached with the service-linked role.
  private static AnalyticsConfigurationType analytics(
      AnalyticsConfigurationType wanted, String accountId) {
    if (wanted == null || wanted.applicationArn() == null) {
      return wanted;
    }
    var role =
        "arn:aws:iam::"
            + accountId
            + ":role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp";
    return wanted.toBuilder().roleArn(role).build();
  }
}
