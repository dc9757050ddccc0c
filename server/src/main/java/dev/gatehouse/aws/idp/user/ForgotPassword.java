package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.PasswordResets;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;

/// `ForgotPassword`: sends a code with which the user may choose another password.
///
/// Source: API reference: ForgotPassword; behaviour reference users §2.5, §2.9, §2.11, §2.13.
final class ForgotPassword implements Operation<ForgotPasswordRequest, ForgotPasswordResponse> {
  private final NamedCalls calls;
  private final PasswordResets resets;

  ForgotPassword(NamedCalls calls, PasswordResets resets) {
    this.calls = calls;
    this.resets = resets;
  }

  @Override
  public ForgotPasswordResponse run(ForgotPasswordRequest request, Caller caller) {
    var who =
        calls.require(request.clientId(), request.username(), request.secretHash(), caller.peer());
    return ForgotPasswordResponse.builder()
        .codeDeliveryDetails(NamedCalls.details(resets.begin(who)))
        .build();
  }
}
