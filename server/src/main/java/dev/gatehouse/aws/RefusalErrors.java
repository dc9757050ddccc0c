package dev.gatehouse.aws;

import dev.gatehouse.pool.PasswordFault;
import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.TokenFault;

/// The domain's refusals in the words of the AWS API.
public final class RefusalErrors {
  private RefusalErrors() {}

  public static ApiException of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Malformed _ -> new ApiException(ApiError.VALIDATION, "Invalid request.");
      case Refusal.UnknownPool(var id) -> new ApiException(ApiError.POOL_NOT_FOUND, id);
      case Refusal.UnknownClient(var id) -> new ApiException(ApiError.CLIENT_NOT_FOUND, id);
      case Refusal.WrongSecret _, Refusal.TooManyWrongSecrets _ ->
          new ApiException(ApiError.WRONG_CLIENT_SECRET);
      case Refusal.NotBuilt(var what) -> new ApiException(ApiError.NOT_BUILT, what);
      case Refusal.TooManyRequests _ -> new ApiException(ApiError.TOO_MANY_REQUESTS);
      case Refusal.UnknownGrant _, Refusal.GrantNotAllowed _ ->
          new ApiException(ApiError.FLOW_NOT_ALLOWED);
      case Refusal.ScopeNotAllowed _ -> new ApiException(ApiError.SCOPE_NOT_ALLOWED);
      case Refusal.UnknownResourceServer(var identifier) ->
          new ApiException(ApiError.RESOURCE_SERVER_NOT_FOUND, identifier);
      case Refusal.ResourceServerExists(var pool, var identifier) ->
          new ApiException(ApiError.RESOURCE_SERVER_EXISTS, identifier, pool);
      case Refusal.DomainTaken _ -> new ApiException(ApiError.DOMAIN_TAKEN);
      case Refusal.UnknownDomain _ -> new ApiException(ApiError.DOMAIN_NOT_FOUND);
      case Refusal.Conflict _ -> new ApiException(ApiError.CONCURRENT_MODIFICATION);
      case Refusal.IdTaken(var id) -> new ApiException(ApiError.ID_TAKEN, id);
      case Refusal.UnknownAccessKey(var id) -> new ApiException(ApiError.ACCESS_KEY_NOT_FOUND, id);
      case Refusal.UnknownSecretId(var id) -> new ApiException(ApiError.SECRET_NOT_FOUND, id);
      case Refusal.UnknownSigningKey(var kid) ->
          new ApiException(ApiError.SIGNING_KEY_NOT_FOUND, kid);
      case Refusal.TokenNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.InvalidSrpValue _ -> new ApiException(ApiError.INVALID_SRP_A);
      case Refusal.WrongPassword _ -> new ApiException(ApiError.WRONG_PASSWORD);
      case Refusal.WeakPassword(var fault, var atSignUp) ->
          new ApiException(weakness(fault), atSignUp ? ApiError.AT_SIGN_UP : ApiError.ELSEWHERE);
      case Refusal.ReusedPassword _ -> new ApiException(ApiError.PASSWORD_REUSED);
      case Refusal.MissingSecretHash(var id) -> new ApiException(ApiError.SECRET_HASH_MISSING, id);
      case Refusal.WrongSecretHash(var id) -> new ApiException(ApiError.SECRET_HASH_WRONG, id);
      case Refusal.OfAttribute attribute -> AttributeErrors.of(attribute);
      case Refusal.OfSignIn signIn -> SignInErrors.of(signIn);
      case Refusal.OfCode code -> CodeErrors.of(code);
      case Refusal.Overloaded _ -> new ApiException(ApiError.TOO_MANY_REQUESTS);
      case Refusal.UnknownUser _ -> new ApiException(ApiError.USER_NOT_FOUND);
      case Refusal.UsernameNotAnAddress(var email, var phoneNumber) ->
          new ApiException(notAnAddress(email, phoneNumber));
      case Refusal.UsernameLikeAlias(var kind) ->
          new ApiException(ApiError.USERNAME_LIKE_ALIAS, kind.attribute().replace('_', ' '));
      case Refusal.NotInvited(var name) -> new ApiException(ApiError.NOT_INVITED, name);
      case Refusal.NotUnconfirmed(var status) -> new ApiException(ApiError.NOT_UNCONFIRMED, status);
      case Refusal.IdentityOfAnother _ -> new ApiException(ApiError.IDENTITY_OF_ANOTHER);
      case Refusal.UsernameExists _ -> new ApiException(ApiError.USERNAME_EXISTS);
      case Refusal.AliasExists(var kind) ->
          new ApiException(ApiError.ALIAS_EXISTS, kind.attribute());
      case Refusal.UnknownGroup _ -> new ApiException(ApiError.GROUP_NOT_FOUND);
      case Refusal.GroupExists _ -> new ApiException(ApiError.GROUP_EXISTS);
      case Refusal.TooManyGroups(var max) -> new ApiException(ApiError.TOO_MANY_GROUPS, max);
      case Refusal.TooManyGroupsOfUser(var max) ->
          new ApiException(ApiError.TOO_MANY_GROUPS_OF_USER, max);
      case Refusal.IdentityLinked _ -> new ApiException(ApiError.IDENTITY_LINKED);
      case Refusal.TooManyIdentities(var max) ->
          new ApiException(ApiError.TOO_MANY_IDENTITIES, max);
      case Refusal.UserDisabled _ -> new ApiException(ApiError.USER_DISABLED);
      case Refusal.PasswordAttemptsExceeded _ -> new ApiException(ApiError.PASSWORD_ATTEMPTS);
      case Refusal.AttemptLimitExceeded _ -> new ApiException(ApiError.ATTEMPT_LIMIT);
      case Refusal.TooManyMessagesToRecipient _ -> new ApiException(ApiError.MESSAGES_TO_RECIPIENT);
      case Refusal.TooManyMessagesOfSource _ -> new ApiException(ApiError.MESSAGES_OF_SOURCE);
      case Refusal.TooManyWrongGuesses _ -> new ApiException(ApiError.TOO_MANY_WRONG_GUESSES);
      case Refusal.RefreshTokenNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.RevocationNotEnabled(var id) ->
          new ApiException(ApiError.REVOCATION_NOT_ENABLED, id);
      case Refusal.ForeignRefreshToken _ -> new ApiException(ApiError.REVOCATION_UNAUTHORIZED);
      case Refusal.NotARefreshToken _ -> new ApiException(ApiError.NOT_A_REFRESH_TOKEN);
    };
  }

  private static ApiError notAnAddress(boolean email, boolean phoneNumber) {
    if (email && phoneNumber) {
      return ApiError.USERNAME_NOT_AN_ADDRESS;
    }
    return email ? ApiError.USERNAME_NOT_AN_EMAIL : ApiError.USERNAME_NOT_A_PHONE_NUMBER;
  }

  private static ApiError of(TokenFault fault) {
    return switch (fault) {
      case INVALID -> ApiError.ACCESS_TOKEN_INVALID;
      case WRONG_SIGNATURE -> ApiError.ACCESS_TOKEN_SIGNATURE;
      case EXPIRED -> ApiError.ACCESS_TOKEN_EXPIRED;
      case REVOKED -> ApiError.ACCESS_TOKEN_REVOKED;
      case WITHOUT_SCOPE -> ApiError.ACCESS_TOKEN_SCOPES;
    };
  }

  private static ApiError of(RefreshFault fault) {
    return switch (fault) {
      case INVALID -> ApiError.REFRESH_TOKEN_INVALID;
      case EXPIRED -> ApiError.REFRESH_TOKEN_EXPIRED;
      case REVOKED -> ApiError.REFRESH_TOKEN_REVOKED;
      case REUSED -> ApiError.REFRESH_TOKEN_REUSED;
    };
  }

  private static ApiError weakness(PasswordFault fault) {
    return switch (fault) {
      case TOO_SHORT -> ApiError.PASSWORD_TOO_SHORT;
      case NO_UPPERCASE -> ApiError.PASSWORD_WITHOUT_UPPERCASE;
      case NO_LOWERCASE -> ApiError.PASSWORD_WITHOUT_LOWERCASE;
      case NO_NUMBER -> ApiError.PASSWORD_WITHOUT_NUMBER;
      case NO_SYMBOL -> ApiError.PASSWORD_WITHOUT_SYMBOL;
    };
  }
}
