package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each setting that contradicts another or the pool, refused by Create and Update alike (AC-33),
/// and its nearest neighbour, taken by both.
class ClientRulesTest {
  @TempDir static Path folder;
  private static ClientApi api;
  private static String pool;
  private static String confidential;
  private static String open;

  @BeforeAll
  static void open() {
    api = ClientApi.strict(folder);
    pool = api.createMachinePool();
    confidential = ClientApi.id(api.createClient(pool, ",'GenerateSecret':true"));
    open = ClientApi.id(api.createClient(pool, ""));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static final String PARAMETER = "InvalidParameterException: ";
  private static final String FLOW = "InvalidOAuthFlowException: ";

  @ParameterizedTest(name = "{0}: {2} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AC-12 | 'AccessTokenValidity':4,'TokenValidityUnits':{'AccessToken':'minutes'} | public |"
            + PARAMETER
            + "Invalid range for token validity.",
        "AC-12 | 'IdTokenValidity':25 | public | "
            + PARAMETER
            + "Invalid range for token validity.",
        "AC-12 | 'RefreshTokenValidity':59,'TokenValidityUnits':{'RefreshToken':'minutes'} | public"
            + " | "
            + PARAMETER
            + "Invalid range for token validity.",
        "AC-12 | 'RefreshTokenValidity':3651 | public | "
            + PARAMETER
            + "Invalid range for token validity.",
        "AC-13 | 'AccessTokenValidity':2,'RefreshTokenValidity':1,"
            + "'TokenValidityUnits':{'RefreshToken':'hours'} | public | "
            + PARAMETER
            + "Access and Id Token expiration times must be less than or equal to refresh token"
            + " expiration times.",
        "AC-13 | 'IdTokenValidity':2,'RefreshTokenValidity':1,"
            + "'TokenValidityUnits':{'RefreshToken':'hours'} | public | "
            + PARAMETER
            + "Access and Id Token expiration times must be less than or equal to refresh token"
            + " expiration times.",
        "AC-15 | 'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH','ALLOW_USER_SRP_AUTH'] |"
            + " confidential | "
            + PARAMETER
            + "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names.",
        "AC-48 | 'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH'] | public | "
            + PARAMETER
            + "Client Secret is required to set ALLOW_CLIENT_TOKEN_AUTH",
        "AC-16 | 'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH','USER_PASSWORD_AUTH'] | public | "
            + PARAMETER
            + "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
        "AC-19 | 'EnablePropagateAdditionalUserContextData':true | public | "
            + PARAMETER
            + "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
        "AC-21 | 'AllowedOAuthFlowsUserPoolClient':true | confidential | "
            + PARAMETER
            + "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed"
            + " to use OAuth flows.",
        "AC-21 | 'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['client_credentials'],"
            + "'AllowedOAuthScopes':[] | confidential | "
            + PARAMETER
            + "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed"
            + " to use OAuth flows.",
        "AC-21 | 'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthScopes':['openid'] |"
            + " confidential | "
            + PARAMETER
            + "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed"
            + " to use OAuth flows.",
        "AC-22 | 'AllowedOAuthFlows':['client_credentials','code'],"
            + "'CallbackURLs':['https://a.example.com'] | confidential | "
            + FLOW
            + "client_credentials flow can not be selected along with code flow or implicit flow.",
        "AC-22 | 'AllowedOAuthFlows':['implicit','client_credentials'] | confidential | "
            + FLOW
            + "client_credentials flow can not be selected along with code flow or implicit flow.",
        "AC-23 | 'AllowedOAuthFlows':['code'],'AllowedOAuthScopes':['openid'] | public | "
            + PARAMETER
            + "CallbackUrls can not be empty when code flow or implicit flow is selected",
        "AC-23 | 'AllowedOAuthFlows':['implicit'],'AllowedOAuthScopes':['openid'],"
            + "'CallbackURLs':[] | public | "
            + PARAMETER
            + "CallbackUrls can not be empty when code flow or implicit flow is selected",
        "AC-24 | 'AllowedOAuthFlows':['client_credentials'],"
            + "'AllowedOAuthScopes':['transactions/get'] | public | "
            + FLOW
            + "client_credentials flow can not be selected if client does not have a client secret.",
        "AC-25 | 'AllowedOAuthFlows':['client_credentials'],"
            + "'AllowedOAuthScopes':['transactions/get','openid'] | confidential | "
            + FLOW
            + "openid is not supported with client_credentials flow",
        "AC-25 | 'AllowedOAuthFlows':['client_credentials'],"
            + "'AllowedOAuthScopes':['aws.cognito.signin.user.admin'] | confidential | "
            + FLOW
            + "aws.cognito.signin.user.admin is not supported with client_credentials flow",
        "AC-27 | 'AllowedOAuthScopes':['transactions/put'] | public |"
            + " ScopeDoesNotExistException: Invalid scope requested: transactions/put",
        "AC-27 | 'AllowedOAuthScopes':['orders/get'] | public |"
            + " ScopeDoesNotExistException: Invalid scope requested: orders/get",
        "AC-36 | 'AllowedOAuthScopes':['Cognito'] | public |"
            + " ScopeDoesNotExistException: Invalid scope requested: Cognito",
        "AC-27 | 'AllowedOAuthScopes':['/get'] | public |"
            + " ScopeDoesNotExistException: Invalid scope requested: /get",
        "AC-28 | 'SupportedIdentityProviders':['COGNITO','Facebook'] | public | "
            + PARAMETER
            + "The provider Facebook does not exist for User Pool POOL.",
        "AC-29 | 'CallbackURLs':['https://a.example.com'],"
            + "'DefaultRedirectURI':'https://b.example.com' | public | "
            + PARAMETER
            + "The default redirect URI https://b.example.com is not in the callback URIs list.",
        "AC-30 | 'CallbackURLs':['http://a.example.com'] | public | "
            + PARAMETER
            + "http://a.example.com cannot use the HTTP protocol.",
        "AC-30 | 'LogoutURLs':['http://a.example.com'] | public | "
            + PARAMETER
            + "http://a.example.com cannot use the HTTP protocol.",
        "AC-31 | 'WriteAttributes':['email','email_verified'] | public | "
            + PARAMETER
            + "Invalid write attributes specified while creating a client",
        "AC-31 | 'WriteAttributes':['sub'] | public | "
            + PARAMETER
            + "Invalid write attributes specified while creating a client",
        "AC-31 | 'WriteAttributes':['phone_number_verified'] | public | "
            + PARAMETER
            + "Invalid write attributes specified while creating a client",
        "AC-31 | 'WriteAttributes':['custom:unknown'] | public | "
            + PARAMETER
            + "Invalid write attributes specified while creating a client",
        "AC-32 | 'ReadAttributes':['email','unknown'] | public | "
            + PARAMETER
            + "Invalid read attributes specified while creating a client",
        "AC-34 | 'AnalyticsConfiguration':{} | public | "
            + PARAMETER
            + "Invalid analytics configuration given, either <application arn> or <application id,"
            + " role arn, external id> are valid",
        "AC-34 | 'AnalyticsConfiguration':{'ApplicationId':'ab','ExternalId':'x'} | public | "
            + PARAMETER
            + "Invalid analytics configuration given, either <application arn> or <application id,"
            + " role arn, external id> are valid",
        "AC-34 | 'AnalyticsConfiguration':{'ApplicationId':'ab',"
            + "'ApplicationArn':'arn:aws:mobiletargeting:us-east-1:000000000000:apps/ab'} | public"
            + " | "
            + PARAMETER
            + "Invalid analytics configuration given, either <application arn> or <application id,"
            + " role arn, external id> are valid",
        "AC-26 | 'AllowedOAuthFlows':['code','token'] | public | "
            + PARAMETER
            + "1 validation error detected: Value '[code, token]' at 'allowedOAuthFlows' failed to"
            + " satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value"
            + " set: [implicit, client_credentials, code]]",
        "AC-14 | 'AuthSessionValidity':16 | public | "
            + PARAMETER
            + "1 validation error detected: Value '16' at 'authSessionValidity' failed to satisfy"
            + " constraint: Member must have value less than or equal to 15",
      })
  void refuses(String fact, String members, String kind, String expected) {
    var message = expected.replace("POOL", pool);
    var secret = kind.equals("confidential") ? ",'GenerateSecret':true" : "";

    assertThat(api.clientRefusal(pool, secret + "," + members)).as(fact).isEqualTo(message);
    assertThat(
            api.refusal(
                "UpdateUserPoolClient",
                ("{'UserPoolId':'" + pool + "','ClientId':'" + client(kind) + "'," + members + "}")
                    .replace("%", "%%")))
        .as(fact)
        .isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}: {2} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AC-12 | 'AccessTokenValidity':5,'TokenValidityUnits':{'AccessToken':'minutes'} | public",
        "AC-12 | 'AccessTokenValidity':86400,'TokenValidityUnits':{'AccessToken':'seconds'} |"
            + " public",
        "AC-12 | 'IdTokenValidity':1,'TokenValidityUnits':{'IdToken':'days'} | public",
        "AC-12 | 'IdTokenValidity':24 | public",
        "AC-12 | 'RefreshTokenValidity':60,'TokenValidityUnits':{'RefreshToken':'minutes'} |"
            + " public",
        "AC-12 | 'RefreshTokenValidity':3650 | public",
        "AC-13 | 'AccessTokenValidity':2,'RefreshTokenValidity':2,"
            + "'TokenValidityUnits':{'RefreshToken':'hours'} | public",
        "AC-15 | 'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH'] | confidential",
        "AC-16 | 'ExplicitAuthFlows':['USER_PASSWORD_AUTH','ADMIN_NO_SRP_AUTH'] | public",
        "AC-19 | 'EnablePropagateAdditionalUserContextData':true | confidential",
        "AC-21 | 'AllowedOAuthFlowsUserPoolClient':false | public",
        "AC-23 | 'AllowedOAuthFlows':['code','implicit'],'AllowedOAuthScopes':['openid'],"
            + "'CallbackURLs':['https://a.example.com'],'AllowedOAuthFlowsUserPoolClient':true |"
            + " public",
        "AC-24 | 'AllowedOAuthFlows':['client_credentials'],"
            + "'AllowedOAuthScopes':['transactions/get','transactions/post'],"
            + "'AllowedOAuthFlowsUserPoolClient':true | confidential",
        "AC-36 | 'AllowedOAuthScopes':['openid','email','phone','profile',"
            + "'aws.cognito.signin.user.admin'] | public",
        "AC-28 | 'SupportedIdentityProviders':['COGNITO'] | public",
        "AC-29 | 'CallbackURLs':['https://a.example.com'],"
            + "'DefaultRedirectURI':'https://a.example.com' | public",
        "AC-30 | 'CallbackURLs':['http://localhost:3000/cb'] | public",
        "AC-31 | 'WriteAttributes':['email','phone_number'] | public",
        "AC-32 | 'ReadAttributes':['sub','email_verified'] | public",
        "AC-34 | 'AnalyticsConfiguration':{"
            + "'ApplicationArn':'arn:aws:mobiletargeting:us-east-1:000000000000:apps/ab',"
            + "'RoleArn':'arn:aws:iam::000000000000:role/any'} | public",
        "AC-14 | 'AuthSessionValidity':15 | public",
      })
  void takes(String fact, String members, String kind) {
    var secret = kind.equals("confidential") ? ",'GenerateSecret':true" : "";

    assertThat(api.createClient(pool, secret + "," + members).members())
        .as(fact)
        .containsKey("ClientId");
    api.call(
        "UpdateUserPoolClient",
        "{'UserPoolId':'" + pool + "','ClientId':'" + client(kind) + "'," + members + "}");
  }

  private static String client(String kind) {
    return kind.equals("confidential") ? confidential : open;
  }
}
