package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values that satisfy the constraints of the API but not another rule of the operation, and the
/// refusal: whole, so that a probe that begins to be accepted or to be refused otherwise is seen.
final class BoundaryRefusals {
  /// @param scenes of which scenes, a regular expression
  /// @param probes which of their probes, a regular expression
  /// @param message `%s` is the value probed, `{pool}` and `{client}` those of the request
  private record Row(Pattern scenes, Pattern probes, String type, String message) {
    boolean isFor(String scene, String probe) {
      return scenes.matcher(scene).matches() && probes.matcher(probe).matches();
    }

    JsonValue body(ConstraintProbes.Probe probe) {
      var value = probe.value().map(BoundaryRefusals::text).orElse("");
      var pool = probe.request().string("UserPoolId").orElse("");
      var client = probe.request().string("ClientId").orElse("");
      return JsonValue.object()
          .put("__type", type)
          .put(
              "message",
              message.replace("%s", value).replace("{pool}", pool).replace("{client}", client))
          .build();
    }
  }

  private static final String INVALID = "InvalidParameterException";
  private static final String MISSING = "ResourceNotFoundException";

  private static final String NO_SUBDOMAIN =
      "Custom domain is not a valid subdomain: it must be a lower-case"
          + " host name below a domain of your own.";

  private static final String NO_CUSTOM =
      "Custom domain configuration is not valid for a prefix domain.";

  private static final String SIGN_IN = "(Admin)?InitiateAuth";
  private static final String ANSWER = "(Admin)?RespondToAuthChallenge";

  private static final String BY_NAME =
      "SignUp|ConfirmSignUp|ResendConfirmationCode|ForgotPassword|ConfirmForgotPassword";

  private static final List<Row> ROWS =
      List.of(
          row(
              "(Update|Delete)UserPoolDomain.*",
              "userPoolId .*",
              INVALID,
              "No such domain or user pool exists."),
          // Events outlive their pool.
          row("(?!ListAuditEvents).*", "userPoolId .*", MISSING, "User pool %s does not exist."),
          row(
              "GetClientToken",
              "(clientId|secret) .*",
              "NotAuthorizedException",
              "Invalid client or secret"),
          row(
              "GetTokensFromRefreshToken",
              "clientSecret .*",
              "NotAuthorizedException",
              "Invalid client or secret"),
          row(
              "RevokeToken",
              "client(Id|Secret) .*",
              "UnauthorizedException",
              "Invalid client or secret"),
          // The request log is searched, whatever for.
          row("(?!ListRequests).*", "clientId .*", MISSING, "User pool client %s does not exist."),
          row(
              BY_NAME,
              "secretHash .*",
              "NotAuthorizedException",
              "Unable to verify secret hash for client {client}"),
          row(
              "ConfirmSignUp|ResendConfirmationCode|ForgotPassword",
              "username (long|short)est",
              "UserNotFoundException",
              "Username/client id combination not found."),
          row(".*", "nextToken .*", INVALID, "Invalid pagination token."),
          row(".*", "resourceArn .*", INVALID, "%s is not the ARN of a user pool."),
          row(".*", "accessKeyId .*", MISSING, "Access key %s does not exist."),
          row(
              "AdminResetUserPassword",
              "username shortest",
              "UserNotFoundException",
              "User does not exist."),
          row(
              "Admin(?!Create).*",
              "username longest",
              "UserNotFoundException",
              "User does not exist."),
          row(
              "Admin.*Provider.*",
              "(destinationUser|user).providerName (long|short)est",
              "UserNotFoundException",
              "User does not exist."),
          row(
              "Admin.*Provider.*",
              "destinationUser.providerAttributeValue longest",
              INVALID,
              "DestinationUser must name a provider and a user of it."),
          row(
              "Admin.*Provider.*",
              "sourceUser.providerAttribute(Name|Value) longest",
              INVALID,
              "SourceUser must name a provider and a user of it."),
          row(
              "Admin.*Provider.*",
              "user.providerAttributeValue longest",
              INVALID,
              "User must name a provider and a user of it."),
          row(
              "AdminCreateUser",
              "messageAction one of the set RESEND",
              "UserNotFoundException",
              "User does not exist."),
          row(
              "AdminCreateUser|SignUp",
              "userAttributes.1.member.name .*",
              INVALID,
              "Attributes did not conform to the schema: %s: Attribute does not exist in the"
                  + " schema.\n"),
          row(
              "AdminUpdateUserAttributes",
              "userAttributes.1.member.name .*",
              INVALID,
              "user.%s: Attribute does not exist in the schema.\n"),
          row(
              "AdminDeleteUserAttributes",
              "userAttributeNames element .*",
              INVALID,
              "user.%s: Attribute does not exist in the schema.\n"),
          row(
              "AdminUpdateUserAttributes|AdminCreateUser|SignUp",
              "userAttributes.1.member.value absent",
              INVALID,
              "Attribute value for nickname must not be null"),
          row(
              "AdminCreateUser|AdminSetUserPassword",
              "(temporaryP|p)assword longest",
              "InvalidPasswordException",
              "Password does not conform to policy: Password must have uppercase characters"),
          row("ListUsers", "filter longest", INVALID, "Error while parsing filter"),
          row(
              "ListUsers",
              "attributesToGet element .*",
              INVALID,
              "One or more requested attributes do not exist"),
          row("ListUsers", "paginationToken .*", INVALID, "Invalid pagination token."),
          row(
              "Admin(Add|Remove)User.*Group|ListUsersInGroup",
              "groupName longest",
              MISSING,
              "Group not found."),
          row("(Get|Update)Group", "groupName longest", MISSING, "Group not found."),
          row(
              "(Describe|Update)ResourceServer",
              "identifier longest",
              MISSING,
              "Resource server %s does not exist."),
          row(
              "(Create|Update)UserPool",
              "emailConfiguration.from longest",
              INVALID,
              "Provided From email address is invalid"),
          row(
              "(Create|Update)UserPool|SetUserPoolMfaConfig",
              ".*snsRegion .*",
              INVALID,
              "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1"),
          row(
              "(Create|Update)UserPool",
              "accountRecoverySetting.recoveryMechanisms longest",
              INVALID,
              "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms."),
          row(
              "CreateUserPool",
              "schema.1.member.stringAttributeConstraints.*",
              INVALID,
              "Attribute custom:z has an invalid constraint."),
          row(
              "AddCustomAttributes",
              "customAttributes.1.member.stringAttributeConstraints.*",
              INVALID,
              "Attribute custom:b has an invalid constraint."),
          row(
              "DeleteUserPoolClientSecret",
              "clientSecretId .*",
              MISSING,
              "Client secret %s does not exist."),
          row(
              "(Create|Update)UserPoolClient",
              "(refresh|access|id)TokenValidity largest"
                  + "|tokenValidityUnits.refreshToken one of the set (seconds|minutes)",
              INVALID,
              "Invalid range for token validity."),
          row(
              "(Create|Update)UserPoolClient",
              "readAttributes .*",
              INVALID,
              "Invalid read attributes specified while creating a client"),
          row(
              "(Create|Update)UserPoolClient",
              "writeAttributes .*",
              INVALID,
              "Invalid write attributes specified while creating a client"),
          row(
              "(Create|Update)UserPoolClient",
              "supportedIdentityProviders .*",
              INVALID,
              "The provider %s does not exist for User Pool {pool}."),
          row(
              "(Create|Update)UserPoolClient",
              "defaultRedirectURI longest",
              INVALID,
              "The default redirect URI %s is not in the callback URIs list."),
          row(
              "(Create|Update)UserPoolClient",
              "allowedOAuthScopes .*",
              "ScopeDoesNotExistException",
              "Invalid scope requested: %s"),
          row(
              "(Create|Update)UserPoolClient",
              "analyticsConfiguration.applicationArn .*",
              INVALID,
              "Invalid analytics configuration given, either <application arn>"
                  + " or <application id, role arn, external id> are valid"),
          row("GetClientToken", "scopes element .*", INVALID, "Invalid scope requested."),
          row(SIGN_IN, "authParameters .*", INVALID, "Missing required parameter USERNAME"),
          row("InitiateAuth", "authFlow .*ADMIN_.*", INVALID, "Initiate Auth method not supported"),
          row(
              "AdminInitiateAuth",
              "authFlow one of the set USER_PASSWORD_AUTH",
              INVALID,
              "Initiate Auth method not supported"),
          row(SIGN_IN, "authFlow .*USER_SRP_AUTH", INVALID, "Missing required parameter SRP_A"),
          row(
              SIGN_IN,
              "authFlow .*REFRESH_TOKEN(_AUTH)?",
              INVALID,
              "Missing required parameter REFRESH_TOKEN"),
          row(
              SIGN_IN,
              "authFlow .*(CUSTOM|USER)_AUTH",
              INVALID,
              "Auth flow not enabled for this client"),
          row(ANSWER, "session .*", "CodeMismatchException", "Invalid session provided"),
          row(ANSWER, "challengeResponses .*", INVALID, "Missing required parameter USERNAME"),
          row(
              ANSWER,
              "challengeName one of the set PASSWORD_VERIFIER",
              INVALID,
              "Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK"),
          row(
              ANSWER,
              "challengeName one of the set (?!NEW_PASSWORD_REQUIRED).*",
              "GatehouseNotBuilt",
              "The challenge %s is not built yet. docs/compatibility.md lists what Gatehouse"
                  + " offers."),
          row("CreateUserPoolDomain", "customDomainConfig.*", INVALID, NO_SUBDOMAIN),
          row("CreateUserPoolDomain .custom.", "domain .*", INVALID, NO_SUBDOMAIN),
          row(
              "DeleteUserPoolDomain .custom.",
              "domain .*",
              INVALID,
              "No such domain or user pool exists."),
          row("UpdateUserPoolDomain", "customDomainConfig.*", INVALID, NO_CUSTOM),
          row("UpdateUserPoolDomain .custom.", "domain .*", INVALID, NO_CUSTOM),
          row(
              "(Create|Update)UserPoolDomain .custom.",
              "customDomainConfig.certificateArn.*",
              INVALID,
              "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid,"
                  + " or doesn't include a valid certificate chain."),
          row(
              "(Create|Update)Administrator",
              "role one of the set (Administrator|ReadOnly)",
              INVALID,
              "The role %s is for all pools: Pools must be left out."),
          row(
              "CreateAccessKey",
              "policy.statements.1.member.actions element .*",
              "MalformedPolicyDocumentException",
              "The policy is malformed: an action is * or <service>:<operation>"));

  private BoundaryRefusals() {}

  private static Row row(String scenes, String probes, String type, String message) {
    return new Row(Pattern.compile(scenes), Pattern.compile(probes), type, message);
  }

  /// The body of the refusal of that probe, where it is refused.
  static Optional<JsonValue> of(String scene, ConstraintProbes.Probe probe) {
    return ROWS.stream()
        .filter(row -> row.isFor(scene, probe.name()))
        .findFirst()
        .map(row -> row.body(probe));
  }

  private static String text(JsonValue value) {
    return switch (value) {
      case JsonString(var text) -> text;
      case JsonArray(var elements) -> text(elements.getFirst());
      default -> "";
    };
  }
}
