package dev.gatehouse.testkit;

import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// A pool with a domain, the scopes `transactions/get` and `transactions/post`, and a client that
/// may have both; made by the SDK as a user would.
record MachineSite(String poolId, String clientId, String secret) {
  static MachineSite on(CognitoIdentityProviderClient cognito) {
    var pool = cognito.createUserPool(r -> r.poolName("pool")).userPool().id();
    cognito.createUserPoolDomain(r -> r.userPoolId(pool).domain("lobster1234"));
    cognito.createResourceServer(r ->
        r.userPoolId(pool)
            .identifier("transactions")
            .name("transactions")
            .scopes(
                s -> s.scopeName("get").scopeDescription("read"),
                s -> s.scopeName("post").scopeDescription("write")));
    UserPoolClientType client =
        cognito
            .createUserPoolClient(r ->
                r.userPoolId(pool)
                    .clientName("machine")
                    .generateSecret(true)
                    .allowedOAuthFlowsUserPoolClient(true)
                    .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                    .allowedOAuthScopes("transactions/get", "transactions/post"))
            .userPoolClient();
    return new MachineSite(pool, client.clientId(), client.clientSecret());
  }
}
