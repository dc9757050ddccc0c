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
      case Refusal.DomainTaken _ -> new ApiException(UserError.DOMAIN_TAKEN);
      case Refusal.UnknownDomain _ -> new ApiException(UserError.DOMAIN_NOT_FOUND);
      case Refusal.Conflict _ -> new ApiException(ApiError.CONCURRENT_MODIFICATION);
      case Refusal.IdTaken(var id) -> new ApiException(ApiError.ID_TAKEN, id);
      case Refusal.UnknownAccessKey(var id) -> new ApiException(ApiError.ACCESS_KEY_NOT_FOUND, id);
      case Refusal.UnknownSecretId(var id) -> new ApiException(ApiError.SECRET_NOT_FOUND, id);
      case Refusal.UnknownSigningKey(var kid) ->
          new ApiException(ApiError.SIGNING_KEY_NOT_FOUND, kid);
      case Refusal.TokenNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.InvalidSrpValue _ -> new ApiException(UserError.INVALID_SRP_A);
      case Refusal.WrongPassword _ -> new ApiException(UserError.WRONG_PASSWORD);
      case Refusal.WeakPassword(var fault, var atSignUp) ->
          new ApiException(weakness(fault), atSignUp ? UserError.AT_SIGN_UP : UserError.ELSEWHERE);
      case Refusal.ReusedPassword _ -> new ApiException(UserError.PASSWORD_REUSED);
      case Refusal.MissingSecretHash(var id) -> new ApiException(UserError.SECRET_HASH_MISSING, id);
      case Refusal.WrongSecretHash(var id) -> new ApiException(UserError.SECRET_HASH_WRONG, id);
      case Refusal.OfAdministrator administrator -> AdministratorErrors.of(administrator);
      case Refusal.OfAttribute attribute -> AttributeErrors.of(attribute);
      case Refusal.OfSignIn signIn -> SignInErrors.of(signIn);
      case Refusal.OfCode code -> CodeErrors.of(code);
      case Refusal.Overloaded _ -> new ApiException(ApiError.TOO_MANY_REQUESTS);
      case Refusal.UnknownUser _ -> new ApiException(UserError.USER_NOT_FOUND);
      case Refusal.UsernameNotAnAddress(var email, var phoneNumber) ->
          new ApiException(notAnAddress(email, phoneNumber));
      case Refusal.UsernameLikeAlias(var kind) ->
          new ApiException(UserError.USERNAME_LIKE_ALIAS, kind.attribute().replace('_', ' '));
      case Refusal.NotInvited(var name) -> new ApiException(UserError.NOT_INVITED, name);
      case Refusal.NotUnconfirmed(var status) ->
          new ApiException(UserError.NOT_UNCONFIRMED, status);
      case Refusal.IdentityOfAnother _ -> new ApiException(UserError.IDENTITY_OF_ANOTHER);
      case Refusal.UsernameExists _ -> new ApiException(UserError.USERNAME_EXISTS);
      case Refusal.AliasExists(var kind) ->
          new ApiException(UserError.ALIAS_EXISTS, kind.attribute());
      case Refusal.UnknownGroup _ -> new ApiException(UserError.GROUP_NOT_FOUND);
      case Refusal.GroupExists _ -> new ApiException(UserError.GROUP_EXISTS);
      case Refusal.TooManyGroups(var max) -> new ApiException(UserError.TOO_MANY_GROUPS, max);
      case Refusal.TooManyGroupsOfUser(var max) ->
          new ApiException(UserError.TOO_MANY_GROUPS_OF_USER, max);
      case Refusal.IdentityLinked _ -> new ApiException(UserError.IDENTITY_LINKED);
      case Refusal.TooManyIdentities(var max) ->
          new ApiException(UserError.TOO_MANY_IDENTITIES, max);
      case Refusal.UserDisabled _ -> new ApiException(UserError.USER_DISABLED);
      case Refusal.PasswordAttemptsExceeded _ -> new ApiException(UserError.PASSWORD_ATTEMPTS);
      case Refusal.AttemptLimitExceeded _ -> new ApiException(UserError.ATTEMPT_LIMIT);
      case Refusal.TooManyMessagesToRecipient _ -> new ApiException(UserError.RECIPIENT_LIMIT);
      case Refusal.TooManyMessagesOfSource _ -> new ApiException(UserError.SOURCE_LIMIT);
      case Refusal.TooManyWrongGuesses _ -> new ApiException(UserError.GUESS_LIMIT);
      case Refusal.RefreshTokenNotAccepted(var fault) -> new ApiException(of(fault));
      case Refusal.RevocationNotEnabled(var id) ->
          new ApiException(UserError.REVOCATION_NOT_ENABLED, id);
      case Refusal.ForeignRefreshToken _ -> new ApiException(UserError.REVOCATION_UNAUTHORIZED);
      case Refusal.NotARefreshToken _ -> new ApiException(UserError.NOT_A_REFRESH_TOKEN);
    };
  }

  private static ErrorEntry notAnAddress(boolean email, boolean phoneNumber) {
    if (email && phoneNumber) {
      return UserError.USERNAME_NOT_AN_ADDRESS;
    }
    return email ? UserError.USERNAME_NOT_AN_EMAIL : UserError.USERNAME_NOT_A_PHONE_NUMBER;
  }

  private static ErrorEntry of(TokenFault fault) {
    return switch (fault) {
      case INVALID -> UserError.ACCESS_TOKEN_INVALID;
      case WRONG_SIGNATURE -> UserError.ACCESS_TOKEN_SIGNATURE;
      case EXPIRED -> UserError.ACCESS_TOKEN_EXPIRED;
      case REVOKED -> UserError.ACCESS_TOKEN_REVOKED;
      case WITHOUT_SCOPE -> UserError.ACCESS_TOKEN_SCOPES;
    };
  }

  private static ErrorEntry of(RefreshFault fault) {
    return switch (fault) {
      case INVALID -> UserError.REFRESH_TOKEN_INVALID;
      case EXPIRED -> UserError.REFRESH_TOKEN_EXPIRED;
      case REVOKED -> UserError.REFRESH_TOKEN_REVOKED;
      case REUSED -> UserError.REFRESH_TOKEN_REUSED;
    };
  }

  private static ErrorEntry weakness(PasswordFault fault) {
    return switch (fault) {
      case TOO_SHORT -> UserError.PASSWORD_TOO_SHORT;
      case NO_UPPERCASE -> UserError.PASSWORD_WITHOUT_UPPERCASE;
      case NO_LOWERCASE -> UserError.PASSWORD_WITHOUT_LOWERCASE;
      case NO_NUMBER -> UserError.PASSWORD_WITHOUT_NUMBER;
      case NO_SYMBOL -> UserError.PASSWORD_WITHOUT_SYMBOL;
    };
  }
}
