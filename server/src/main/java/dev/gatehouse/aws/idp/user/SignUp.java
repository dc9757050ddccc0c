package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.users.SignUps;
import dev.gatehouse.users.Source;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/// `SignUp`: a new user, of his own will. `ValidationData` is for a trigger alone.
///
/// Source: API reference: SignUp; behaviour reference users §2.2, §2.3, §2.6, §2.10.
final class SignUp implements Operation<SignUpRequest, SignUpResponse> {
  private final NamedCalls calls;
  private final SignUps signUps;

  SignUp(NamedCalls calls, SignUps signUps) {
    this.calls = calls;
    this.signUps = signUps;
  }

  @Override
  public SignUpResponse run(SignUpRequest request, Caller caller) {
    var client = calls.requireClient(request.clientId(), request.username(), request.secretHash());
    try {
      var made =
          signUps.signUp(
              client,
              new SignUps.Wanted(
                  request.username(),
                  Optional.ofNullable(request.password()),
                  UserView.given(request.userAttributes()),
                  Source.of(client, caller.peer())));
      return SignUpResponse.builder()
          .userConfirmed(false)
          .userSub(made.sub().value())
          .codeDeliveryDetails(made.sent().map(NamedCalls::details).orElse(null))
          .build();
    } catch (RefusedException refused) {
      throw worded(refused);
    }
  }

  /// A new user has no aliases: what is taken is the address that takes his username's place
  /// (§2.2).
  private static RuntimeException worded(RefusedException refused) {
    return refused.refusal() instanceof Refusal.AliasExists(var kind)
        ? new ApiException(UserError.ADDRESS_EXISTS, kind.attribute())
        : refused;
  }
}
