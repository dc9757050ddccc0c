package dev.gatehouse.aws;

/// The error answers of both APIs that are not of users: protocol, access keys, pools, clients,
/// domains. The id behind each entry is its source in the behaviour references (`GEN`, `UP`, `RS`,
/// `AC`, `DO`: cognito-oauth; `§`: cognito-users).
public enum ApiError implements ErrorEntry {
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

  // ── administrators of the console; texts ours ─────────────────────────────────────────────
  ADMINISTRATOR_NOT_FOUND("ResourceNotFoundException", "Administrator %s does not exist."),
  ADMINISTRATOR_EXISTS("InvalidParameterException", "An administrator %s exists already."),
  LAST_ADMINISTRATOR(
      "InvalidParameterException",
      "Somebody with the role Administrator must be left, and able to sign in."),
  ROLE_WITHOUT_POOLS(
      "InvalidParameterException", "The role %s is for named pools: Pools must name some."),
  ROLE_WITH_POOLS(
      "InvalidParameterException", "The role %s is for all pools: Pools must be left out."),
  WEAK_ADMINISTRATOR_PASSWORD("InvalidPasswordException", "The password must be %s."),
  SET_UP_DONE(
      "InvalidParameterException",
      "Set-up is done: there are administrators. Name the one whose link it is to be."),
  ADMINISTRATOR_IS_SET_UP(
      "InvalidParameterException",
      "Administrator %s has chosen a password. ResetAdministrator takes it away and makes a link."),
  NO_SIGN_IN_LINK(
      "NotAuthorizedException",
      "Only a dev server that nobody but this machine reaches makes links that sign in."),
  STEP_UP_REQUIRED(
      "GatehouseStepUpRequired",
      "%s by the console needs a sign-in that is not older than %s seconds: enter your password, and"
          + " your code where you have a second factor."),
  NOT_IN_CONSOLE(
      "NotAuthorizedException",
      "Only somebody who is signed in to the console has a password and a second factor."),
  WRONG_ADMINISTRATOR_PASSWORD("NotAuthorizedException", "The old password is wrong."),
  TOTP_NEEDED("InvalidParameterException", "A code of the second factor is needed: Code."),
  WRONG_TOTP("CodeMismatchException", "The code is wrong, or was used already."),
  TOTP_ENABLED("InvalidParameterException", "The second factor is on already."),
  TOTP_NOT_BEGUN("InvalidParameterException", "No second factor waits for its first code."),
  ADMINISTRATOR_LOCKED(
      "TooManyRequestsException", "Too many wrong passwords or codes. Try again later."),

  // ── any resource ──────────────────────────────────────────────────────────────────────────
  /// GEN-07.
  POOL_NOT_FOUND("ResourceNotFoundException", "User pool %s does not exist."),
  /// GEN-07.
  CLIENT_NOT_FOUND("ResourceNotFoundException", "User pool client %s does not exist."),
  /// AP-12: a `NextToken` that this operation did not issue for this list; text assumed.
  INVALID_PAGE_TOKEN("InvalidParameterException", "Invalid pagination token."),
  CLIENT_WITHOUT_POOL("InvalidParameterException", "A ClientId needs the UserPoolId of its pool."),
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
  SECRET_NOT_FOUND("ResourceNotFoundException", "Client secret %s does not exist.");

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

  @Override
  public int status() {
    return status;
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
