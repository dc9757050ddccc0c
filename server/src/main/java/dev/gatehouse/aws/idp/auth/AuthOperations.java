package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.WrongSecrets;
import dev.gatehouse.users.RuleBook;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;

/// What users and their applications do with the tokens of a sign-in, for the dispatcher.
public final class AuthOperations {
  private AuthOperations() {}

  /// What these operations are made of, the same at every edge.
  ///
  /// @param catalog may block
  /// @param wrongSecrets counted for all edges
  /// @param accessTokens reads what users present
  public record Parts(
      Lookups catalog,
      WrongSecrets wrongSecrets,
      RefreshTokens refreshTokens,
      AccessTokenReader accessTokens,
      RuleBook rules) {}

  public static List<OperationBinding> list(Store store, Env env, Parts parts) {
    var clients = new ClientProof(parts.catalog(), parts.wrongSecrets());
    return List.of(
        OperationBinding.of(
            "GetTokensFromRefreshToken",
            GetTokensFromRefreshTokenRequest::builder,
            new GetTokensFromRefreshToken(clients, parts, store, env)),
        OperationBinding.of(
            "RevokeToken",
            RevokeTokenRequest::builder,
            new RevokeToken(clients, parts.refreshTokens())),
        OperationBinding.of(
            "GlobalSignOut",
            GlobalSignOutRequest::builder,
            new GlobalSignOut(store, parts.accessTokens(), env)));
  }
}
