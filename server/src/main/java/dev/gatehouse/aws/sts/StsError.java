package dev.gatehouse.aws.sts;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;

/// An error of the query protocol. STS has codes of its own for what the JSON protocol calls
/// otherwise, and answers 403 where a credential is at fault.
///
/// @param code for instance `InvalidClientTokenId`
record StsError(int status, String code, String message) {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  static StsError unknownAction(String action, String version) {
    return new StsError(
        BAD_REQUEST,
        "InvalidAction",
        "Could not find operation " + action + " for version " + version);
  }

  static StsError of(ApiException refused) {
    var code =
        switch (refused.error()) {
          case ApiError.MISSING_AUTHENTICATION_TOKEN -> "MissingAuthenticationToken";
          case ApiError.UNRECOGNIZED_CLIENT -> "InvalidClientTokenId";
          case ApiError.INVALID_SIGNATURE, ApiError.SIGNATURE_TIME, ApiError.SIGNATURE_SCOPE ->
              "SignatureDoesNotMatch";
          case ApiError.EXPIRED_TOKEN -> "ExpiredToken";
          default -> "IncompleteSignature";
        };
    return new StsError(
        code.equals("IncompleteSignature") ? BAD_REQUEST : FORBIDDEN, code, refused.text());
  }
}
