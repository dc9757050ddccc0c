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
      case Refusal.FlowNotOffered _ -> new ApiException(ApiError.AUTH_FLOW_NOT_OFFERED);
      case Refusal.MissingParameter(var name) -> new ApiException(ApiError.MISSING_PARAMETER, name);
      case Refusal.UserNotConfirmed _ -> new ApiException(ApiError.USER_NOT_CONFIRMED);
      case Refusal.PasswordResetRequired _ -> new ApiException(ApiError.PASSWORD_RESET_REQUIRED);
      case Refusal.TemporaryPasswordExpired _ ->
          new ApiException(ApiError.TEMPORARY_PASSWORD_EXPIRED);
      case Refusal.SessionNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.UnknownDevice _ -> new ApiException(ApiError.DEVICE_NOT_FOUND);
      case Refusal.ProvidedAttribute(var name) ->
          new ApiException(ApiError.ATTRIBUTE_PROVIDED, name);
    };
  }

  /// §3.1: three wordings.
  private static ApiError of(AuthFlow flow) {
    return switch (flow) {
      case USER_PASSWORD_AUTH -> ApiError.USER_PASSWORD_FLOW_NOT_ENABLED;
      case USER_SRP_AUTH -> ApiError.USER_SRP_FLOW_NOT_ENABLED;
      case ADMIN_USER_PASSWORD_AUTH, REFRESH_TOKEN_AUTH, CUSTOM_AUTH, USER_AUTH ->
          ApiError.AUTH_FLOW_NOT_ENABLED;
    };
  }

  private static ApiError of(SessionFault fault) {
    return switch (fault) {
      case MALFORMED -> ApiError.SESSION_MALFORMED;
      case USED -> ApiError.SESSION_USED;
      case EXPIRED -> ApiError.SESSION_EXPIRED;
      case FOREIGN -> ApiError.SESSION_INVALID;
      case OTHER_FLOW -> ApiError.SESSION_OF_OTHER_FLOW;
    };
  }
}
