package dev.gatehouse.aws;

import java.util.Locale;

/// Every error answer of the AWS API and the extension API: its type and message on the wire. The
/// one table, because applications compare these texts. The id behind each entry is its source in
/// the behaviour references (`GEN`, `UP`, `RS`, `AC`, `DO`: cognito-oauth; `§`: cognito-users).
public enum ApiError {
  // ── protocol ──────────────────────────────────────────────────────────────────────────────
  /// Users §1.6: HTTP 400, no message.
  UNKNOWN_OPERATION("UnknownOperationException", ""),
  /// Users §1.5: the body is not JSON, or a member has the wrong JSON type.
  SERIALIZATION("SerializationException", "%s"),
  /// Users §1.6.
  MISSING_AUTHENTICATION_TOKEN(
      "MissingAuthenticationTokenException", "Missing Authentication Token"),
  /// GEN-08, users §1.6.
  UNRECOGNIZED_CLIENT(
      "UnrecognizedClientException", "The security token included in the request is invalid."),
  /// Users §1.6.
  INVALID_SIGNATURE(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS"
          + " Secret Access Key and signing method. Consult the service documentation for details."),
  SIGNATURE_TIME("InvalidSignatureException", "%s"),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", "%s"),
  EXPIRED_TOKEN("ExpiredTokenException", "The security token included in the request is expired"),
  ACCESS_DENIED(
      "AccessDeniedException",
      "User: %s is not authorized to perform: %s on resource: %s because no policy of its access key"
          + " allows it"),
  /// GEN-05, users §1.5: the whole text is made by the constraint check.
  VALIDATION("InvalidParameterException", "%s"),
  /// GEN-03.
  INTERNAL("InternalErrorException", "Something went wrong on the server. Request id: %s"),
  UNAVAILABLE("ServiceUnavailable", "The database cannot be reached at the moment. Try again."),
  NOT_BUILT(
      "GatehouseNotBuilt",
      "%s is not built yet. docs/compatibility.md lists what Gatehouse offers."),

  // ── any resource ──────────────────────────────────────────────────────────────────────────
  /// GEN-07.
  POOL_NOT_FOUND("ResourceNotFoundException", "User pool %s does not exist."),
  /// GEN-07.
  CLIENT_NOT_FOUND("ResourceNotFoundException", "User pool client %s does not exist."),
  /// AP-12: a `NextToken` that this operation did not issue for this list; text assumed.
  INVALID_PAGE_TOKEN("InvalidParameterException", "Invalid pagination token."),
  /// UP-27; text assumed.
  CONCURRENT_MODIFICATION(
      "ConcurrentModificationException", "The resource was changed by another request. Try again."),

  // ── user pools ────────────────────────────────────────────────────────────────────────────

  // ── resource servers ──────────────────────────────────────────────────────────────────────
  /// RS-07.
  RESOURCE_SERVER_EXISTS("InvalidParameterException", "%s already exists in user pool %s."),
  /// RS-08.
  RESOURCE_SERVER_NOT_FOUND("ResourceNotFoundException", "Resource server %s does not exist."),

  // ── app clients ───────────────────────────────────────────────────────────────────────────

  // ── domains ───────────────────────────────────────────────────────────────────────────────
  /// DO-05.
  DOMAIN_TAKEN("InvalidParameterException", "Domain already associated with another user pool."),
  /// DO-22.
  DOMAIN_NOT_FOUND("InvalidParameterException", "No such domain or user pool exists.");

  private final String type;
  private final String template;

  ApiError(String type, String template) {
    this.type = type;
    this.template = template;
  }

  /// The error's name on the wire, for instance `ResourceNotFoundException`.
  public String type() {
    return type;
  }

  /// The message with its placeholders filled in.
  public String message(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments);
  }
}
