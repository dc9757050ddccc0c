package dev.gatehouse.aws;

import java.util.Locale;

/// Every error answer of the AWS API and the extension API: its type and message on the wire. The
/// one table, because applications compare these texts. The id behind each entry is its source in
/// the behaviour references (`GEN`, `UP`, `RS`, `AC`, `DO`: cognito-oauth; `§`: cognito-users).
public enum ApiError {
  // ── protocol ──────────────────────────────────────────────────────────────────────────────
  /// Users §1.6: HTTP 400, no message.
  UNKNOWN_OPERATION("UnknownOperationException", ""),
  /// AP-07: the body is not of the JSON protocol; text ours.
  WRONG_CONTENT_TYPE(
      "UnknownOperationException", "The Content-Type must be application/x-amz-json-1.1"),
  /// AP-14; ours.
  METHOD_NOT_ALLOWED(405, "UnknownOperationException", "Send operations with POST"),
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
  /// SV-10 to SV-12: the date, Region or service of the signature's scope; texts assumed.
  SIGNATURE_SCOPE("InvalidSignatureException", "%s"),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", "%s"),
  EXPIRED_TOKEN("ExpiredTokenException", "The security token included in the request is expired"),
  ACCESS_DENIED(
      "AccessDeniedException",
      "User: %s is not authorized to perform: %s on resource: %s because no policy of its access key"
          + " allows it"),
  /// GEN-05, users §1.5: the whole text is made by the constraint check.
  VALIDATION("InvalidParameterException", "%s"),
  /// GEN-03.
  INTERNAL(500, "InternalErrorException", "Something went wrong on the server. Request id: %s"),
  /// AC-47: what the operations on client secrets declare instead.
  INTERNAL_SERVER(
      500, "InternalServerException", "Something went wrong on the server. Request id: %s"),
  /// Ours: nothing was changed, or it is unknown whether it was; SDKs retry.
  UNAVAILABLE(
      503, "ServiceUnavailable", "The database cannot be reached at the moment. Try again."),
  /// Ours: 501, so that no client takes it for an answer of the service.
  NOT_BUILT(
      501,
      "GatehouseNotBuilt",
      "%s is not built yet. docs/compatibility.md lists what Gatehouse offers."),

  // ── access keys ───────────────────────────────────────────────────────────────────────────
  /// IAM's name; text ours.
  MALFORMED_POLICY("MalformedPolicyDocumentException", "The policy is malformed: %s"),
  /// Text ours.
  ACCESS_KEY_NOT_FOUND("ResourceNotFoundException", "Access key %s does not exist."),
  /// Text ours.
  SIGNING_KEY_NOT_FOUND("ResourceNotFoundException", "Signing key %s does not exist."),

  // ── extension API ─────────────────────────────────────────────────────────────────────────
  RESERVED_CLAIM(
      "InvalidParameterException", "The claim %s is reserved: only Gatehouse itself sets it."),
  INVALID_CLAIM(
      "InvalidParameterException",
      "The claim %s must be a boolean, a whole number of 64 bits, a string of at most %s characters,"
          + " or a list of at most %s such strings."),
  ATTRIBUTES_TOO_LARGE(
      "InvalidParameterException",
      "Claims and audience together must be at most %s bytes of JSON."),
  TEMPORARY_NOT_ALLOWED(
      "NotAuthorizedException",
      "Only a stored access key without an end can make temporary credentials."),

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

  /// Fixed ids of dev mode; text ours.
  ID_TAKEN("InvalidParameterException", "The id %s is in use already."),

  // ── user pools ────────────────────────────────────────────────────────────────────────────
  /// UP 1.5, in the order of its table.
  ALIAS_AND_USERNAME_ATTRIBUTES(
      "InvalidParameterException",
      "Only one of the aliasAttributes or usernameAttributes can be set in a User pool."),
  SMS_NEEDED_FOR_VERIFICATION(
      "InvalidParameterException",
      "SMS configuration is required when phone_number is selected for auto verification"),
  SMS_NEEDED_FOR_MFA(
      "InvalidParameterException",
      "SMS configuration and Auto verification for phone_number are required when MFA is"
          + " required/optional"),
  TWO_VALIDITY_SETTINGS(
      "InvalidParameterException",
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of"
          + " UnusedAccountValidityDays"),
  DUPLICATE_RECOVERY(
      "InvalidParameterException",
      "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms."),
  ADMIN_ONLY_RECOVERY(
      "InvalidParameterException",
      "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms."),
  UNVERIFIED_UPDATE(
      "InvalidParameterException",
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in"
          + " AutoVerifiedAttributes"),
  INVALID_FROM("InvalidParameterException", "Provided From email address is invalid"),
  SES_REGION(
      "InvalidParameterException",
      "Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1,"
          + " us-west-2."),
  CROSS_ACCOUNT_ROLE("InvalidParameterException", "Cross-account pass role is not allowed."),
  SNS_REGION("InvalidParameterException", "Invalid snsRegion. Allowed SNS region for %s is %s"),
  CROSS_REGION_LAMBDA(
      "InvalidParameterException", "Cross-region lambda functions are not supported"),
  TWO_PRE_TOKEN_LAMBDAS(
      "InvalidParameterException",
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function"
          + " ARN's"),
  EMAIL_MFA_SENDER(
      "InvalidParameterException",
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an"
          + " EmailSendingAccount of COGNITO_DEFAULT."),
  TIER_FEATURES(
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the %s pricing tier configured: %s"),
  /// UP 1.5; text assumed.
  TWO_EMAIL_MESSAGES(
      "InvalidParameterException",
      "Only one of EmailMessage and EmailMessageByLink can be set in a"
          + " VerificationMessageTemplate."),
  /// UP 1.4, the table of schema errors.
  REQUIRED_CUSTOM_ATTRIBUTE(
      "InvalidParameterException", "Required custom attributes are not supported currently."),
  STANDARD_ATTRIBUTE_TYPE(
      "InvalidParameterException",
      "You can not change AttributeDataType or set developerOnlyAttribute for standard schema"
          + " attribute %s"),
  ATTRIBUTE_DATA_TYPE(
      "InvalidParameterException",
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum."),
  /// Text assumed: the model does not require the name.
  ATTRIBUTE_WITHOUT_NAME("InvalidParameterException", "A custom attribute must have a name."),
  DUPLICATE_ATTRIBUTE(
      "InvalidParameterException",
      "Duplicate custom attribute names %s are not allowed in a user pool schema."),
  ATTRIBUTE_VALUES(
      "InvalidParameterException",
      "Attribute %s cannot have a max value smaller than it's min value"),
  ATTRIBUTE_LENGTHS(
      "InvalidParameterException",
      "Attribute %s cannot have a max length shorter than it's min length"),
  ATTRIBUTE_TOO_LONG(
      "InvalidParameterException",
      "user.%s: String attributes cannot have a length of more than 2048"),
  /// Text assumed: a constraint that is not a number.
  ATTRIBUTE_CONSTRAINT("InvalidParameterException", "Attribute %s has an invalid constraint."),
  ATTRIBUTE_EXISTS("InvalidParameterException", "%s: Existing attribute already has name %s."),
  /// AP-15; texts assumed.
  TOO_MANY_ATTRIBUTES(
      "LimitExceededException", "A user pool cannot have more than %s custom attributes."),
  TOO_MANY_POOLS("LimitExceededException", "A Region cannot have more than %s user pools."),
  TOO_MANY_TAGS("LimitExceededException", "A user pool cannot have more than %s tags."),
  /// UP-26; text of an emulator, the service's is not known.
  MFA_WITHOUT_FACTOR(
      "InvalidParameterException",
      "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be provided."),
  /// UP-32.
  POOL_HAS_DOMAIN(
      "InvalidParameterException",
      "User pool cannot be deleted. It has a domain configured that should be deleted first."),
  /// UP-33.
  POOL_PROTECTED(
      "InvalidParameterException",
      "The user pool cannot be deleted because deletion protection is activated. Deletion"
          + " protection must be inactivated first."),
  /// Ours: ids that a caller chooses in dev mode.
  FIXED_ID_SHAPE(
      "InvalidParameterException",
      "%s cannot be the id of a user pool here: it must be %s_ and letters or digits."),
  /// Text assumed.
  NOT_A_POOL_ARN("InvalidParameterException", "%s is not the ARN of a user pool."),

  // ── resource servers ──────────────────────────────────────────────────────────────────────
  /// RS-07.
  RESOURCE_SERVER_EXISTS("InvalidParameterException", "%s already exists in user pool %s."),
  /// RS-08.
  RESOURCE_SERVER_NOT_FOUND("ResourceNotFoundException", "Resource server %s does not exist."),
  /// AP-15; text assumed.
  TOO_MANY_RESOURCE_SERVERS(
      "LimitExceededException", "A user pool cannot have more than %s resource servers."),

  // ── app clients ───────────────────────────────────────────────────────────────────────────
  /// AP-15; text assumed.
  TOO_MANY_CLIENTS("LimitExceededException", "A user pool cannot have more than %s app clients."),
  /// AC-03; text assumed.
  TWO_CLIENT_SECRETS(
      "InvalidParameterException", "ClientSecret cannot be set when GenerateSecret is true."),
  /// AC-12.
  TOKEN_VALIDITY_RANGE("InvalidParameterException", "Invalid range for token validity."),
  /// AC-13.
  TOKEN_OUTLIVES_REFRESH(
      "InvalidParameterException",
      "Access and Id Token expiration times must be less than or equal to refresh token expiration"
          + " times."),
  /// AC-16.
  MIXED_AUTH_FLOWS(
      "InvalidParameterException",
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."),
  /// AC-15: it must stand alone; text assumed.
  CLIENT_TOKEN_FLOW_ALONE(
      "InvalidParameterException",
      "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names."),
  /// AC-48; text assumed.
  CLIENT_TOKEN_FLOW_SECRET(
      "InvalidParameterException", "Client Secret is required to set ALLOW_CLIENT_TOKEN_AUTH"),
  /// AC-19.
  USER_CONTEXT_SECRET(
      "InvalidParameterException",
      "Client Secret is required to set EnablePropagateAdditionalUserContextData as true"),
  /// AC-21.
  OAUTH_FLOWS_AND_SCOPES(
      "InvalidParameterException",
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use"
          + " OAuth flows."),
  /// AC-22.
  CLIENT_CREDENTIALS_ALONE(
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected along with code flow or implicit flow."),
  /// AC-23.
  NO_CALLBACK_URL(
      "InvalidParameterException",
      "CallbackUrls can not be empty when code flow or implicit flow is selected"),
  /// AC-24.
  CLIENT_CREDENTIALS_SECRET(
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected if client does not have a client secret."),
  /// AC-25.
  CLIENT_CREDENTIALS_SCOPE(
      "InvalidOAuthFlowException", "%s is not supported with client_credentials flow"),
  /// AC-27.
  SCOPE_DOES_NOT_EXIST("ScopeDoesNotExistException", "Invalid scope requested: %s"),
  /// AC-28.
  PROVIDER_NOT_FOUND(
      "InvalidParameterException", "The provider %s does not exist for User Pool %s."),
  /// AC-29.
  DEFAULT_REDIRECT_URI(
      "InvalidParameterException", "The default redirect URI %s is not in the callback URIs list."),
  /// AC-30.
  HTTP_URL("InvalidParameterException", "%s cannot use the HTTP protocol."),
  /// AC-35, AZ-06; texts assumed.
  RELATIVE_URL("InvalidParameterException", "%s must be an absolute URL."),
  FRAGMENT_URL("InvalidParameterException", "%s cannot contain a fragment."),
  WILDCARD_URL("InvalidParameterException", "%s cannot contain a wildcard."),
  SCRIPT_URL("InvalidParameterException", "%s cannot use a scheme that browsers run as a script."),
  /// AC-31.
  WRITE_ATTRIBUTES(
      "InvalidParameterException", "Invalid write attributes specified while creating a client"),
  /// AC-32.
  READ_ATTRIBUTES(
      "InvalidParameterException", "Invalid read attributes specified while creating a client"),
  /// AC-34.
  ANALYTICS_CONFIGURATION(
      "InvalidParameterException",
      "Invalid analytics configuration given, either <application arn> or <application id, role"
          + " arn, external id> are valid"),
  /// Users §10.
  TOO_MANY_CLIENT_SECRETS(
      "LimitExceededException", "Client secrets cannot exceed limit of %s secrets."),
  /// AC-42: the operation gives a confidential client its other secret; text assumed.
  PUBLIC_CLIENT("InvalidParameterException", "Client does not have a client secret."),
  /// AC-46; text assumed.
  LAST_CLIENT_SECRET("InvalidParameterException", "The last secret of a client cannot be deleted."),
  /// Ours: ids that a caller chooses in dev mode.
  FIXED_CLIENT_ID_SHAPE("InvalidParameterException", "%s cannot be the id of a client."),
  /// AC-48; observed for GetClientToken.
  WRONG_CLIENT_SECRET("NotAuthorizedException", "Invalid client or secret"),
  /// The operator's limit of correct requests; text assumed.
  TOO_MANY_REQUESTS("TooManyRequestsException", "Rate exceeded."),
  /// Text assumed.
  FLOW_NOT_ALLOWED("NotAuthorizedException", "Client is not authorized for this flow."),
  /// Text assumed.
  SCOPE_NOT_ALLOWED("InvalidParameterException", "Invalid scope requested."),
  /// Text assumed.
  SECRET_NOT_FOUND("ResourceNotFoundException", "Client secret %s does not exist."),

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
  MESSAGES_TO_RECIPIENT(
      "LimitExceededException", "Attempt limit exceeded, please try after some time."),
  MESSAGES_OF_SOURCE(
      "LimitExceededException", "Attempt limit exceeded, please try after some time."),
  /// BF-06. Of the errors that the model has for every sign-in and every code the one that says it;
  /// the service's own for a source is not known (assumed).
  TOO_MANY_WRONG_GUESSES("TooManyRequestsException", "Rate exceeded."),
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

  private static final int BAD_REQUEST = 400;

  private final int status;
  private final String type;
  private final String template;

  /// GEN-02: 400 for every fault of the client, whatever it is.
  ApiError(String type, String template) {
    this(BAD_REQUEST, type, template);
  }

  ApiError(int status, String type, String template) {
    this.status = status;
    this.type = type;
    this.template = template;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The error's name on the wire, for instance `ResourceNotFoundException`.
  public String type() {
    return type;
  }

  /// Its name for metrics, for instance `pool_not_found`.
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The message with its placeholders filled in.
  public String message(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments);
  }
}
