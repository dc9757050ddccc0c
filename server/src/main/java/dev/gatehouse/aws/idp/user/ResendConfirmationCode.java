package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.SignUps;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;

/// `ResendConfirmationCode`: another code for a new user.
///
/// Source: API reference: ResendConfirmationCode; behaviour reference users §2.3, §2.9, §2.13.
final class ResendConfirmationCode
    implements Operation<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse> {
  private final NamedCalls calls;
  private final SignUps signUps;

  ResendConfirmationCode(NamedCalls calls, SignUps signUps) {
    this.calls = calls;
    this.signUps = signUps;
  }

  @Override
  public ResendConfirmationCodeResponse run(ResendConfirmationCodeRequest request, Caller caller) {
    var who =
        calls.require(request.clientId(), request.username(), request.secretHash(), caller.peer());
    return ResendConfirmationCodeResponse.builder()
        .codeDeliveryDetails(NamedCalls.details(signUps.resend(who)))
        .build();
  }
}
