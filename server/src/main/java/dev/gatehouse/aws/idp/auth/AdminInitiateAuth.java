package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.auth.SignInCalls.From;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;

/// `AdminInitiateAuth`: the same for the server of an application, which holds an access key.
///
/// Source: API reference: AdminInitiateAuth; behaviour reference users §3.1, §3.2, §3.8.
final class AdminInitiateAuth
    implements Operation<AdminInitiateAuthRequest, AdminInitiateAuthResponse> {
  private final SignInCalls calls;

  AdminInitiateAuth(SignInCalls calls) {
    this.calls = calls;
  }

  @Override
  public AdminInitiateAuthResponse run(AdminInitiateAuthRequest request, Caller caller) {
    var from = From.administrator(calls.client(caller, request.userPoolId(), request.clientId()));
    var answer = calls.start(from, request.authFlowAsString(), request.authParameters());
    return AdminInitiateAuthResponse.builder()
        .challengeName(answer.challenge())
        .session(answer.session())
        .challengeParameters(answer.parameters())
        .authenticationResult(answer.result())
        .build();
  }
}
