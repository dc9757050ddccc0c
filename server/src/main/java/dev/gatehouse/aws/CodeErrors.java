package dev.gatehouse.aws;

import dev.gatehouse.pool.Refusal;

/// What is said of sign-up, of codes and the messages that carry them, in the words of the AWS API.
final class CodeErrors {
  private CodeErrors() {}

  static ApiException of(Refusal.OfCode refusal) {
    return switch (refusal) {
      case Refusal.CodeNotDelivered(var medium) ->
          new ApiException(ApiError.CODE_DELIVERY_FAILURE, medium);
      case Refusal.LinkNotBuilt _ ->
          new ApiException(ApiError.NOT_BUILT, "verification by link (CONFIRM_WITH_LINK)");
      case Refusal.SignUpNotAllowed _ -> new ApiException(ApiError.SIGN_UP_NOT_PERMITTED);
      case Refusal.PasswordMissing _ -> new ApiException(ApiError.PASSWORD_MISSING);
      case Refusal.AliasAtSignUp(var kind) ->
          new ApiException(ApiError.ALIAS_AT_SIGN_UP, kind.attribute());
      case Refusal.UnknownUsername _ -> new ApiException(ApiError.USERNAME_NOT_FOUND);
      case Refusal.WrongCode _ -> new ApiException(ApiError.CODE_MISMATCH);
      case Refusal.ExpiredCode _ -> new ApiException(ApiError.CODE_EXPIRED);
      case Refusal.AlreadyConfirmed _ -> new ApiException(ApiError.ALREADY_CONFIRMED);
      case Refusal.NothingToVerify _ -> new ApiException(ApiError.NOTHING_TO_VERIFY);
      case Refusal.NotResettable _ -> new ApiException(ApiError.NOT_RESETTABLE);
      case Refusal.NoRecoveryAddress _ -> new ApiException(ApiError.NO_RECOVERY_ADDRESS);
      case Refusal.RecoveryByAdministrator _ ->
          new ApiException(ApiError.RECOVERY_BY_ADMINISTRATOR);
      case Refusal.NotAnAddress(var name) -> new ApiException(ApiError.NOT_AN_ADDRESS, name);
      case Refusal.MissingAddress(var name) -> new ApiException(ApiError.MISSING_ADDRESS, name);
    };
  }
}
