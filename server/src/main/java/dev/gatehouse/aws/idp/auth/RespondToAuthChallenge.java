package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.auth.SignInCalls.From;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// `RespondToAuthChallenge`: a user answers what his sign-in asks. Takes no signature.
///
/// Source: API reference: RespondToAuthChallenge; behaviour reference users §3.3 to §3.5.
final class RespondToAuthChallenge
    implements Operation<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse> {
  private final SignInCalls calls;

  RespondToAuthChallenge(SignInCalls calls) {
    this.calls = calls;
  }

  @Override
  public RespondToAuthChallengeResponse run(RespondToAuthChallengeRequest request, Caller caller) {
    var from = From.user(calls.client(request.clientId()), caller);
    var answer =
        calls.answer(
            from, request.challengeNameAsString(), request.session(), request.challengeResponses());
    return RespondToAuthChallengeResponse.builder()
        .challengeName(answer.challenge())
        .session(answer.session())
        .challengeParameters(answer.parameters())
        .authenticationResult(answer.result())
        .build();
  }
}
