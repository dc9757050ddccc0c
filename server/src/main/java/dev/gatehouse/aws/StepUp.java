package dev.gatehouse.aws;

import dev.gatehouse.env.Env;
import java.time.Duration;
import java.util.Set;

/// A second proof before what matters most (UI-07): the console's page may do it only for somebody
/// who has signed in lately, with everything that his sign-in asks for. Whoever signs with an
/// access key of his own is not concerned: nobody leaves it open on a desk.
///
/// @param max how old the sign-in may be; zero asks for no second proof
record StepUp(AccessKeyRing keys, Duration max, Env env) {
  /// What makes or takes away the means to act for others: access keys, administrators, signing
  /// keys, client secrets; and what takes away a whole pool.
  static final Set<String> ACTIONS =
      Set.of(
          "cognito-idp:AddUserPoolClientSecret",
          "cognito-idp:DeleteUserPool",
          "gatehouse:CreateAccessKey",
          "gatehouse:CreateAdministrator",
          "gatehouse:CreateSetUpLink",
          "gatehouse:DeleteAccessKey",
          "gatehouse:DeleteAdministrator",
          "gatehouse:ResetAdministrator",
          "gatehouse:RotateSigningKeys",
          "gatehouse:SetAccessKeyStatus",
          "gatehouse:SetOwnTotp",
          "gatehouse:UpdateAdministrator");

  /// @throws ApiException `STEP_UP_REQUIRED` when the session's sign-in is too old for it
  void require(Caller caller, ApiModel.Entry entry) {
    if (!max.isZero() && ACTIONS.contains(entry.action()) && isOld(caller)) {
      throw new ApiException(ApiError.STEP_UP_REQUIRED, entry.action(), max.toSeconds());
    }
  }

  private boolean isOld(Caller caller) {
    return caller
        .accessKeyId()
        .flatMap(keys::find)
        .flatMap(AccessKey::parent)
        .filter(
            parent -> keys.find(parent).map(this::isOldSession).orElse(true)) // It has just ended.
        .isPresent();
  }

  private boolean isOldSession(AccessKey parent) {
    return parent.isSession() && !env.now().isBefore(parent.createdAt().plus(max));
  }
}
