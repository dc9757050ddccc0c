package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.authn.SignIns;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.catalog.Lookups;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;

/// The operations of a sign-in itself, for the dispatcher.
public final class SignInOperations {
  private SignInOperations() {}

  /// @param catalog may block
  public static List<OperationBinding> list(Lookups catalog, SignIns signIns) {
    var calls = new SignInCalls(catalog, signIns);
    return List.of(
        OperationBinding.of("InitiateAuth", InitiateAuthRequest::builder, new InitiateAuth(calls)),
        OperationBinding.of(
            "AdminInitiateAuth", AdminInitiateAuthRequest::builder, new AdminInitiateAuth(calls)),
        OperationBinding.of(
            "RespondToAuthChallenge",
            RespondToAuthChallengeRequest::builder,
            new RespondToAuthChallenge(calls)),
        OperationBinding.of(
            "AdminRespondToAuthChallenge",
            AdminRespondToAuthChallengeRequest::builder,
            new AdminRespondToAuthChallenge(calls)));
  }
}
