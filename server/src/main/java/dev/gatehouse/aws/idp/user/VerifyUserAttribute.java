package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.AddressCodes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeResponse;

/// `VerifyUserAttribute`: the user types back the code that went to an address of his own.
///
/// Source: API reference: VerifyUserAttribute; behaviour reference users §2.7, §2.13, §5.1.
final class VerifyUserAttribute
    implements Operation<VerifyUserAttributeRequest, VerifyUserAttributeResponse> {
  private final TokenUsers users;
  private final OwnAddresses addresses;
  private final AddressCodes codes;

  VerifyUserAttribute(TokenUsers users, OwnAddresses addresses, AddressCodes codes) {
    this.users = users;
    this.addresses = addresses;
    this.codes = codes;
  }

  @Override
  public VerifyUserAttributeResponse run(VerifyUserAttributeRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    codes.verify(
        addresses.asked(access, caller.peer()),
        request.attributeName(),
        request.code(),
        tx -> users.lock(tx, access).user());
    return VerifyUserAttributeResponse.builder().build();
  }
}
