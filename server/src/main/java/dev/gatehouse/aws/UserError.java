package dev.gatehouse.aws;

/// The error answers that are of users: their tokens, sign-ins, codes, passwords, attributes. The
/// section behind each entry is its source in cognito-users.
public enum UserError implements ErrorEntry {
  // ── access tokens: users §5.1, without a full stop ────────────────────────────────────────
  ACCESS_TOKEN_INVALID("NotAuthorizedException", "Invalid Access Token"),
  ACCESS_TOKEN_SIGNATURE("NotAuthorizedException", "Could not verify signature for Access Token"),
  ACCESS_TOKEN_EXPIRED("NotAuthorizedException", "Access Token has expired"),
  ACCESS_TOKEN_REVOKED("NotAuthorizedException", "Access Token has been revoked"),
  ACCESS_TOKEN_SCOPES("NotAuthorizedException", "Access Token does not have required scopes"),

  // ── attempts, refresh tokens and sign-out ─────────────────────────────────────────────────
  /// Users §3.2, §5.1.
  USER_DISABLED("NotAuthorizedException", "User is disabled."),
  /// Users §2.13, without a full stop.
  PASSWORD_ATTEMPTS("NotAuthorizedException", "Password attempts exceeded"),
  /// Users §2.13.
  ATTEMPT_LIMIT("LimitExceededException", "Attempt limit exceeded, please try after some time."),
  /// Limits of this server's own (BF-10), in the service's words for its own; apart for metrics.
  RECIPIENT_LIMIT("LimitExceededException", "Attempt limit exceeded, please try after some time."),
  SOURCE_LIMIT("LimitExceededException", "Attempt limit exceeded, please try after some time."),
  /// BF-06. Of the errors that the model has for every sign-in and every code the one that says it;
  /// the service's own for a source is not known (assumed).
  GUESS_LIMIT("TooManyRequestsException", "Rate exceeded."),
  /// Users §5.2; the second and the third text assumed there.
  REFRESH_TOKEN_INVALID("NotAuthorizedException", "Invalid Refresh Token"),
  REFRESH_TOKEN_EXPIRED("NotAuthorizedException", "Refresh Token has expired"),
  REFRESH_TOKEN_REVOKED("NotAuthorizedException", "Refresh Token has been revoked"),
  /// Users §5.2; text assumed.
  REFRESH_TOKEN_REUSED("RefreshTokenReuseException", "Refresh Token has been reused"),
  /// Users §5.3; texts assumed.
  REVOCATION_NOT_ENABLED(
      "UnsupportedOperationException", "Token revocation is not enabled for client %s"),
  NOT_A_REFRESH_TOKEN("UnsupportedTokenTypeException", "Unsupported token type"),
  REVOCATION_UNAUTHORIZED("UnauthorizedException", "Invalid client or secret"),

  // ── domains ───────────────────────────────────────────────────────────────────────────────
  /// DO-05.
  DOMAIN_TAKEN("InvalidParameterException", "Domain already associated with another user pool."),
  /// DO-22.
  DOMAIN_NOT_FOUND("InvalidParameterException", "No such domain or user pool exists."),
  /// DO-02.
  DOMAIN_PREFIX_SHAPE(
      "InvalidParameterException",
      "The domain name contains an invalid character. Domain names can only contain lower-case"
          + " letters, numbers, and hyphens. Please enter a different name that follows this format:"
          + " ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$"),
  /// DO-03; text assumed.
  DOMAIN_RESERVED_WORD("InvalidParameterException", "Domain cannot contain reserved word: %s"),
  /// DO-05, a custom host.
  CUSTOM_DOMAIN_TAKEN(
      "InvalidParameterException",
      "One or more of the CNAMEs you provided are already associated with a different resource."),
  /// DO-06.
  POOL_HAS_THAT_DOMAIN("InvalidParameterException", "User pool already has a domain configured."),
  /// AP-15; text assumed.
  TOO_MANY_CUSTOM_DOMAINS(
      "LimitExceededException", "A Region cannot have more than %s custom domains."),
  /// DO-07; the second half is assumed: this server asks no name server.
  CUSTOM_DOMAIN_SHAPE(
      "InvalidParameterException",
      "Custom domain is not a valid subdomain: it must be a lower-case host name below a domain of"
          + " your own."),
  /// DO-07.
  CERTIFICATE(
      "InvalidParameterException",
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or"
          + " doesn't include a valid certificate chain."),
  /// Text assumed.
  PREFIX_WITH_CERTIFICATE(
      "InvalidParameterException", "Custom domain configuration is not valid for a prefix domain."),
  /// DO-09; text assumed.
  MANAGED_LOGIN_VERSION("InvalidParameterException", "ManagedLoginVersion must be 1 or 2."),
  /// DO-09.
  TIER_FEATURE(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the %s pricing tier configured: %s"),

  // ── users and groups ──────────────────────────────────────────────────────────────────────
  /// Users §1.7: administrators' operations and sign-in.
  USER_NOT_FOUND("UserNotFoundException", "User does not exist."),
  /// Users §2.2; the last one inferred.
  USERNAME_NOT_AN_ADDRESS(
      "InvalidParameterException", "Username should be either an email or a phone number."),
  USERNAME_NOT_AN_EMAIL("InvalidParameterException", "Username should be an email."),
  USERNAME_NOT_A_PHONE_NUMBER("InvalidParameterException", "Username should be a phone number."),
  USERNAME_LIKE_ALIAS(
      "InvalidParameterException",
      "Username cannot be of %1$s format, since user pool is configured for %1$s alias."),
  /// Users §2.4; the full stop is uncertain.
  NOT_INVITED(
      "UnsupportedUserStateException",
      "Resend not possible. %s status is not FORCE_CHANGE_PASSWORD"),
  /// Users §2.3.
  NOT_UNCONFIRMED("NotAuthorizedException", "User cannot be confirmed. Current status is %s"),
  /// Users §2.2: AdminCreateUser; inferred.
  USER_ACCOUNT_EXISTS("UsernameExistsException", "User account already exists"),
  /// Users §2.2: in pools whose users sign in with an address.
  ADDRESS_EXISTS("UsernameExistsException", "An account with the given %s already exists."),
  /// Users §2.8.
  FILTER_SYNTAX("InvalidParameterException", "Error while parsing filter"),
  FILTER_ATTRIBUTE("InvalidParameterException", "Invalid search attribute: %s"),
  REQUESTED_ATTRIBUTES(
      "InvalidParameterException", "One or more requested attributes do not exist"),
  /// Users §6.6; how it ends is assumed.
  IDENTITY_OF_ANOTHER(
      "InvalidParameterException",
      "Merging is not currently supported, please provide a SourceUser that has not been previously"
          + " signed up"),
  /// Users §6.6; text assumed.
  IDENTITY_SHAPE("InvalidParameterException", "%s must name a provider and a user of it."),
  /// Users §2.2, as SignUp says it.
  USERNAME_EXISTS("UsernameExistsException", "User already exists"),
  /// Users §2.2, §2.7: the attribute's name.
  ALIAS_EXISTS("AliasExistsException", "An account with the given %s already exists."),
  /// Users §1.7; text assumed.
  GROUP_NOT_FOUND("ResourceNotFoundException", "Group not found."),
  /// Users §6.1.
  GROUP_EXISTS("GroupExistsException", "A group with the name already exists."),
  /// Users §6.1, §10; text assumed.
  TOO_MANY_GROUPS("LimitExceededException", "A user pool cannot have more than %s groups."),
  /// Users §6.1, §10; type and text assumed: AdminAddUserToGroup declares no limit.
  TOO_MANY_GROUPS_OF_USER("InvalidParameterException", "A user cannot be in more than %s groups."),
  /// Users §6.6.
  IDENTITY_LINKED("InvalidParameterException", "SourceUser is already linked to DestinationUser"),
  /// Users §6.6, §10; text assumed.
  TOO_MANY_IDENTITIES(
      "LimitExceededException", "A user cannot have more than %s linked identities."),

  // ── messages to users ─────────────────────────────────────────────────────────────────────
  /// §2.3, §8.3; text ours.
  CODE_DELIVERY_FAILURE(
      "CodeDeliveryFailureException", "This server has no way to deliver a message by %s."),

  // ── passwords and proofs of users ─────────────────────────────────────────────────────────
  /// §2.10. Sources conflict: `did not conform with` is seen at SignUp, `does not conform to` in
  /// other operations, once `did not conform with password policy`; clients match what follows the
  /// colon.
  PASSWORD_TOO_SHORT("InvalidPasswordException", "Password %s policy: Password not long enough"),
  PASSWORD_WITHOUT_UPPERCASE(
      "InvalidPasswordException", "Password %s policy: Password must have uppercase characters"),
  PASSWORD_WITHOUT_LOWERCASE(
      "InvalidPasswordException", "Password %s policy: Password must have lowercase characters"),
  PASSWORD_WITHOUT_NUMBER(
      "InvalidPasswordException", "Password %s policy: Password must have numeric characters"),
  PASSWORD_WITHOUT_SYMBOL(
      "InvalidPasswordException", "Password %s policy: Password must have symbol characters"),
  /// §2.10; text assumed.
  PASSWORD_REUSED("PasswordHistoryPolicyViolationException", "Password has previously been used"),
  /// §2.12.
  SECRET_HASH_MISSING(
      "NotAuthorizedException",
      "Client %s is configured with secret but SECRET_HASH was not received"),
  /// §2.12; for a client without a secret assumed.
  SECRET_HASH_WRONG("NotAuthorizedException", "Unable to verify secret hash for client %s"),
  /// SR-01. Sources conflict: §3.3 infers NotAuthorizedException; text assumed.
  INVALID_SRP_A("InvalidParameterException", "Invalid SRP_A."),

  // ── sign-in ───────────────────────────────────────────────────────────────────────────────
  /// Users §2.9, §3.2.
  WRONG_PASSWORD("NotAuthorizedException", "Incorrect username or password."),
  /// Users §3.1.
  USER_PASSWORD_FLOW_NOT_ENABLED(
      "InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client"),
  /// Users §3.1.
  USER_SRP_FLOW_NOT_ENABLED(
      "InvalidParameterException", "USER_SRP_AUTH is not enabled for the client."),
  /// Users §3.1.
  AUTH_FLOW_NOT_ENABLED("InvalidParameterException", "Auth flow not enabled for this client"),
  /// Users §3.1, inferred.
  AUTH_FLOW_NOT_OFFERED("InvalidParameterException", "Initiate Auth method not supported"),
  /// Users §3.1, inferred.
  MISSING_PARAMETER("InvalidParameterException", "Missing required parameter %s"),
  /// Users §2.5.
  USER_NOT_CONFIRMED("UserNotConfirmedException", "User is not confirmed."),
  /// Users §2.5, without a full stop.
  PASSWORD_RESET_REQUIRED("PasswordResetRequiredException", "Password reset required for the user"),
  /// Users §2.4.
  TEMPORARY_PASSWORD_EXPIRED(
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator."),
  /// Users §3.4.
  SESSION_MALFORMED("CodeMismatchException", "Invalid session provided"),
  SESSION_USED(
      "NotAuthorizedException", "Invalid session for the user, session can only be used once."),
  SESSION_EXPIRED("NotAuthorizedException", "Invalid session for the user, session is expired."),
  SESSION_INVALID("NotAuthorizedException", "Invalid session for the user."),
  /// Users §3.4; the type is not recorded, assumed as of the others.
  SESSION_OF_OTHER_FLOW("NotAuthorizedException", "Invalid session due to a mismatched auth flow"),
  /// Users §3.5; the text is that of public reports since 2022.
  ATTRIBUTE_PROVIDED("NotAuthorizedException", "Cannot modify an already provided %s"),
  /// Users §1.7, §4.6.
  DEVICE_NOT_FOUND("ResourceNotFoundException", "Device does not exist."),

  // ── sign-up, codes, forgotten passwords ───────────────────────────────────────────────────
  /// Users §2.3, without a full stop.
  SIGN_UP_NOT_PERMITTED("NotAuthorizedException", "SignUp is not permitted for this user pool"),
  /// Users §2.3: who may leave it out; worded as the constraints are (§1.5, assumed).
  PASSWORD_MISSING(
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must"
          + " not be null"),
  /// Users §2.2: only after confirmation; text assumed.
  ALIAS_AT_SIGN_UP("InvalidParameterException", "%s cannot be set before the user is confirmed."),
  /// Users §1.7, §2.3, §2.7, §2.11.
  USERNAME_NOT_FOUND("UserNotFoundException", "Username/client id combination not found."),
  CODE_MISMATCH("CodeMismatchException", "Invalid verification code provided, please try again."),
  CODE_EXPIRED("ExpiredCodeException", "Invalid code provided, please request a code again."),
  ALREADY_CONFIRMED("InvalidParameterException", "User is already confirmed."),
  /// Text assumed.
  NOTHING_TO_VERIFY(
      "InvalidParameterException", "Cannot resend codes. Auto verification not turned on."),
  /// Users §2.5; the second without a full stop.
  NOT_RESETTABLE("NotAuthorizedException", "User password cannot be reset in the current state."),
  NO_RECOVERY_ADDRESS(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or"
          + " phone_number"),
  RECOVERY_BY_ADMINISTRATOR("NotAuthorizedException", "Contact administrator to reset password."),
  /// Users §2.7: which attributes can be verified; texts assumed.
  NOT_AN_ADDRESS("InvalidParameterException", "Attribute %s cannot be verified."),
  MISSING_ADDRESS("InvalidParameterException", "User has no attribute %s."),

  // ── attributes of users ───────────────────────────────────────────────────────────────────
  /// §2.6.
  INVALID_EMAIL("InvalidParameterException", "Invalid email address format."),
  INVALID_PHONE_NUMBER("InvalidParameterException", "Invalid phone number format."),
  /// §2.6: one line for each attribute. Sources conflict: `name` is seen as `name.formatted`, and a
  /// custom attribute also with `Type for attribute {custom:foo} could not be determined`.
  NON_CONFORMING_ATTRIBUTES(
      "InvalidParameterException", "Attributes did not conform to the schema: %s"),
  /// §2.6.
  UNWRITABLE_ATTRIBUTE(
      "NotAuthorizedException", "A client attempted to write unauthorized attribute"),
  /// §2.7, each with the line end.
  ATTRIBUTE_VALUE_TOO_SHORT(
      "InvalidParameterException", "user.%s: String must be no shorter than %s characters\n"),
  /// §2.7, inferred.
  ATTRIBUTE_VALUE_TOO_LONG(
      "InvalidParameterException", "user.%s: String must be no longer than %s characters\n"),
  /// Text assumed.
  ATTRIBUTE_VALUE_NOT_A_NUMBER("InvalidParameterException", "user.%s: Value must be a number\n"),
  /// §2.7, before anything of the schema.
  ATTRIBUTE_VALUE_MISSING("InvalidParameterException", "Attribute value for %s must not be null"),
  /// §2.4, §2.7: `sub`.
  ATTRIBUTE_NOT_MUTABLE("InvalidParameterException", "Cannot modify the non-mutable attribute %s"),
  /// §2.7, both with the line end.
  ATTRIBUTE_IMMUTABLE("InvalidParameterException", "user.%s: Attribute cannot be updated.\n"),
  ATTRIBUTE_UNKNOWN(
      "InvalidParameterException", "user.%s: Attribute does not exist in the schema.\n"),
  /// §2.7: an address that a user signs in with; text assumed.
  ATTRIBUTE_OF_SIGN_IN("InvalidParameterException", "user.%s: Attribute cannot be deleted.\n"),
  /// Texts assumed.
  ATTRIBUTE_VALUE_NOT_A_BOOLEAN(
      "InvalidParameterException", "user.%s: Value must be true or false\n"),
  ATTRIBUTE_VALUE_NOT_A_DATE("InvalidParameterException", "user.%s: Value must be a date\n"),
  ATTRIBUTE_VALUE_TOO_SMALL(
      "InvalidParameterException", "user.%s: Number must be no less than %s\n"),
  ATTRIBUTE_VALUE_TOO_LARGE(
      "InvalidParameterException", "user.%s: Number must be no greater than %s\n"),
  /// §2.4; text assumed.
  FLAG_WITHOUT_ADDRESS("InvalidParameterException", "%s cannot be set without %s.");

  /// How PASSWORD_TOO_SHORT and the others are worded at SignUp.
  static final String AT_SIGN_UP = "did not conform with";

  /// How they are worded in every other operation.
  static final String ELSEWHERE = "does not conform to";

  /// What NON_CONFORMING_ATTRIBUTES says of one attribute.
  static final String REQUIRED = "%s: The attribute is required\n";

  static final String UNKNOWN = "%s: Attribute does not exist in the schema.\n";

  private final String type;
  private final String template;

  UserError(String type, String template) {
    this.type = type;
    this.template = template;
  }

  @Override
  public int status() {
    return BAD_REQUEST;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String template() {
    return template;
  }
}
