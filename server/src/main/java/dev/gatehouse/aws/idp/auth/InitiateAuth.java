package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.auth.SignInCalls.From;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// `InitiateAuth`: a user starts to sign in, or has tokens refreshed. Takes no signature.
///
/// Source: API reference: InitiateAuth; behaviour reference users §3.1, §3.2, §3.8.
final class InitiateAuth implements Operation<InitiateAuthRequest, InitiateAuthResponse> {
  private final SignInCalls calls;

  InitiateAuth(SignInCalls calls) {
    this.calls = calls;
  }

  @Override
  public InitiateAuthResponse run(InitiateAuthRequest request, Caller caller) {
    var from = From.user(calls.client(request.clientId()), caller);
    var answer = calls.start(from, request.authFlowAsString(), request.authParameters());
    return InitiateAuthResponse.builder()
        .challengeName(answer.challenge())
        .session(answer.session())
        .challengeParameters(answer.parameters())
        .authenticationResult(answer.result())
        .build();
  }
}
