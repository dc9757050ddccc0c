package dev.gatehouse.aws;

import dev.gatehouse.pool.Refusal;

/// What is said of sign-up, of codes and the messages that carry them, in the words of the AWS API.
final class CodeErrors {
  private CodeErrors() {}

  static ApiException of(Refusal.OfCode refusal) {
    return switch (refusal) {
      case Refusal.CodeNotDelivered(var medium) ->
          new ApiException(UserError.CODE_DELIVERY_FAILURE, medium);
      case Refusal.LinkNotBuilt _ ->
          new ApiException(ApiError.NOT_BUILT, "verification by link (CONFIRM_WITH_LINK)");
      case Refusal.SignUpNotAllowed _ -> new ApiException(UserError.SIGN_UP_NOT_PERMITTED);
      case Refusal.PasswordMissing _ -> new ApiException(UserError.PASSWORD_MISSING);
      case Refusal.AliasAtSignUp(var kind) ->
          new ApiException(UserError.ALIAS_AT_SIGN_UP, kind.attribute());
      case Refusal.UnknownUsername _ -> new ApiException(UserError.USERNAME_NOT_FOUND);
      case Refusal.WrongCode _ -> new ApiException(UserError.CODE_MISMATCH);
      case Refusal.ExpiredCode _ -> new ApiException(UserError.CODE_EXPIRED);
      case Refusal.AlreadyConfirmed _ -> new ApiException(UserError.ALREADY_CONFIRMED);
      case Refusal.NothingToVerify _ -> new ApiException(UserError.NOTHING_TO_VERIFY);
      case Refusal.NotResettable _ -> new ApiException(UserError.NOT_RESETTABLE);
      case Refusal.NoRecoveryAddress _ -> new ApiException(UserError.NO_RECOVERY_ADDRESS);
      case Refusal.RecoveryByAdministrator _ ->
          new ApiException(UserError.RECOVERY_BY_ADMINISTRATOR);
      case Refusal.NotAnAddress(var name) -> new ApiException(UserError.NOT_AN_ADDRESS, name);
      case Refusal.MissingAddress(var name) -> new ApiException(UserError.MISSING_ADDRESS, name);
    };
  }
}
