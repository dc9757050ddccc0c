package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.PasswordResets;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;

/// `ConfirmForgotPassword`: sets another password for a user who types back his code.
///
/// Source: API reference: ConfirmForgotPassword; behaviour reference users §2.9, §2.10, §2.11,
/// §2.13.
final class ConfirmForgotPassword
    implements Operation<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse> {
  private final NamedCalls calls;
  private final PasswordResets resets;

  ConfirmForgotPassword(NamedCalls calls, PasswordResets resets) {
    this.calls = calls;
    this.resets = resets;
  }

  @Override
  public ConfirmForgotPasswordResponse run(ConfirmForgotPasswordRequest request, Caller caller) {
    var who =
        calls.require(request.clientId(), request.username(), request.secretHash(), caller.peer());
    resets.confirm(who, request.confirmationCode(), request.password());
    return ConfirmForgotPasswordResponse.builder().build();
  }
}
