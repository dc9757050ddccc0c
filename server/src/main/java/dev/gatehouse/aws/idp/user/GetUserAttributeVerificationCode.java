package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.users.AddressCodes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeResponse;

/// `GetUserAttributeVerificationCode`: sends a code to an address of the user's own.
///
/// Source: API reference: GetUserAttributeVerificationCode; behaviour reference users §2.7, §2.13,
/// §5.1.
final class GetUserAttributeVerificationCode
    implements Operation<
        GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse> {
  private final TokenUsers users;
  private final OwnAddresses addresses;
  private final AddressCodes codes;

  GetUserAttributeVerificationCode(TokenUsers users, OwnAddresses addresses, AddressCodes codes) {
    this.users = users;
    this.addresses = addresses;
    this.codes = codes;
  }

  @Override
  public GetUserAttributeVerificationCodeResponse run(
      GetUserAttributeVerificationCodeRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    var sent =
        codes.send(
            addresses.asked(access, caller.peer()),
            request.attributeName(),
            tx -> users.lock(tx, access).user());
    return GetUserAttributeVerificationCodeResponse.builder()
        .codeDeliveryDetails(NamedCalls.details(sent))
        .build();
  }
}
