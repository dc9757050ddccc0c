package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.auth.SignInCalls.From;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;

/// `AdminRespondToAuthChallenge`: the same for the server of an application. Who started a sign-in
/// does not matter (assumed): the session is bound to client and user.
///
/// Source: API reference: AdminRespondToAuthChallenge; behaviour reference users §3.3 to §3.5.
final class AdminRespondToAuthChallenge
    implements Operation<AdminRespondToAuthChallengeRequest, AdminRespondToAuthChallengeResponse> {
  private final SignInCalls calls;

  AdminRespondToAuthChallenge(SignInCalls calls) {
    this.calls = calls;
  }

  @Override
  public AdminRespondToAuthChallengeResponse run(
      AdminRespondToAuthChallengeRequest request, Caller caller) {
    var from = From.administrator(calls.client(caller, request.userPoolId(), request.clientId()));
    var answer =
        calls.answer(
            from, request.challengeNameAsString(), request.session(), request.challengeResponses());
    return AdminRespondToAuthChallengeResponse.builder()
        .challengeName(answer.challenge())
        .session(answer.session())
        .challengeParameters(answer.parameters())
        .authenticationResult(answer.result())
        .build();
  }
}
