package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.SignUps;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;

/// `ConfirmSignUp`: a new user types back his code.
///
/// Source: API reference: ConfirmSignUp; behaviour reference users §2.2, §2.3, §2.13.
final class ConfirmSignUp implements Operation<ConfirmSignUpRequest, ConfirmSignUpResponse> {
  private final NamedCalls calls;
  private final SignUps signUps;

  ConfirmSignUp(NamedCalls calls, SignUps signUps) {
    this.calls = calls;
    this.signUps = signUps;
  }

  @Override
  public ConfirmSignUpResponse run(ConfirmSignUpRequest request, Caller caller) {
    var who =
        calls.require(request.clientId(), request.username(), request.secretHash(), caller.peer());
    signUps.confirm(
        who, request.confirmationCode(), Boolean.TRUE.equals(request.forceAliasCreation()));
    return ConfirmSignUpResponse.builder().build();
  }
}
