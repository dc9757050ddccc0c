package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.GrantType;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Which OAuth settings of a client go together (AC-21 to AC-25). They hold also where
/// `AllowedOAuthFlowsUserPoolClient` is false: such settings are accepted and stored (AC-37).
///
/// @param confidential whether the client has a secret
record OAuthRules(boolean confidential) {
  void require(UserPoolClientType settings) {
    var flows = settings.allowedOAuthFlowsAsStrings();
    var scopes = settings.allowedOAuthScopes();
    if (settings.allowedOAuthFlowsUserPoolClient() && (flows.isEmpty() || scopes.isEmpty())) {
      throw new ApiException(ApiError.OAUTH_FLOWS_AND_SCOPES);
    }
    var forMachines = flows.contains(GrantType.CLIENT_CREDENTIALS.flow());
    var forUsers =
        flows.contains(GrantType.CODE.flow()) || flows.contains(GrantType.IMPLICIT.flow());
    if (forMachines && forUsers) {
      throw new ApiException(ApiError.CLIENT_CREDENTIALS_ALONE);
    }
    if (forUsers && settings.callbackURLs().isEmpty()) {
      throw new ApiException(ApiError.NO_CALLBACK_URL);
    }
    if (forMachines) {
      requireMachine(scopes);
    }
  }

  private void requireMachine(List<String> scopes) {
    if (!confidential) {
      throw new ApiException(ApiError.CLIENT_CREDENTIALS_SECRET);
    }
    for (var scope : scopes) {
      if (AppClient.STANDARD_SCOPES.contains(scope)) {
        throw new ApiException(ApiError.CLIENT_CREDENTIALS_SCOPE, scope);
      }
    }
  }
}
