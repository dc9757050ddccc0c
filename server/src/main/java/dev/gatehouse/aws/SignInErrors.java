package dev.gatehouse.aws;

import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.SessionFault;

/// What is refused in a sign-in alone, in the words of the AWS API.
final class SignInErrors {
  private SignInErrors() {}

  static ApiException of(Refusal.OfSignIn refusal) {
    return switch (refusal) {
      case Refusal.FlowNotEnabled(var flow) -> new ApiException(of(flow));
      case Refusal.FlowNotOffered _ -> new ApiException(UserError.AUTH_FLOW_NOT_OFFERED);
      case Refusal.MissingParameter(var name) ->
          new ApiException(UserError.MISSING_PARAMETER, name);
      case Refusal.UserNotConfirmed _ -> new ApiException(UserError.USER_NOT_CONFIRMED);
      case Refusal.PasswordResetRequired _ -> new ApiException(UserError.PASSWORD_RESET_REQUIRED);
      case Refusal.TemporaryPasswordExpired _ ->
          new ApiException(UserError.TEMPORARY_PASSWORD_EXPIRED);
      case Refusal.SessionNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.UnknownDevice _ -> new ApiException(UserError.DEVICE_NOT_FOUND);
      case Refusal.ProvidedAttribute(var name) ->
          new ApiException(UserError.ATTRIBUTE_PROVIDED, name);
    };
  }

  /// §3.1: three wordings.
  private static ErrorEntry of(AuthFlow flow) {
    return switch (flow) {
      case USER_PASSWORD_AUTH -> UserError.USER_PASSWORD_FLOW_NOT_ENABLED;
      case USER_SRP_AUTH -> UserError.USER_SRP_FLOW_NOT_ENABLED;
      case ADMIN_USER_PASSWORD_AUTH, REFRESH_TOKEN_AUTH, CUSTOM_AUTH, USER_AUTH ->
          UserError.AUTH_FLOW_NOT_ENABLED;
    };
  }

  private static ErrorEntry of(SessionFault fault) {
    return switch (fault) {
      case MALFORMED -> UserError.SESSION_MALFORMED;
      case USED -> UserError.SESSION_USED;
      case EXPIRED -> UserError.SESSION_EXPIRED;
      case FOREIGN -> UserError.SESSION_INVALID;
      case OTHER_FLOW -> UserError.SESSION_OF_OTHER_FLOW;
    };
  }
}
