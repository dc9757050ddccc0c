package dev.gatehouse.aws;

import dev.gatehouse.pool.PasswordFault;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.TokenFault;
import java.util.List;
import java.util.stream.Collectors;

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
      case Refusal.WeakPassword(var fault, var atSignUp) ->
          new ApiException(weakness(fault), atSignUp ? ApiError.AT_SIGN_UP : ApiError.ELSEWHERE);
      case Refusal.ReusedPassword _ -> new ApiException(ApiError.PASSWORD_REUSED);
      case Refusal.MissingSecretHash(var id) -> new ApiException(ApiError.SECRET_HASH_MISSING, id);
      case Refusal.WrongSecretHash(var id) -> new ApiException(ApiError.SECRET_HASH_WRONG, id);
      case Refusal.InvalidEmail _ -> new ApiException(ApiError.INVALID_EMAIL);
      case Refusal.InvalidPhoneNumber _ -> new ApiException(ApiError.INVALID_PHONE_NUMBER);
      case Refusal.AttributeTooShort(var name, var min) ->
          new ApiException(ApiError.ATTRIBUTE_VALUE_TOO_SHORT, name, min);
      case Refusal.AttributeTooLong(var name, var max) ->
          new ApiException(ApiError.ATTRIBUTE_VALUE_TOO_LONG, name, max);
      case Refusal.AttributeNotANumber(var name) ->
          new ApiException(ApiError.ATTRIBUTE_VALUE_NOT_A_NUMBER, name);
      case Refusal.NonConformingAttributes(var missing, var unknown) ->
          new ApiException(
              ApiError.NON_CONFORMING_ATTRIBUTES,
              lines(ApiError.REQUIRED, missing) + lines(ApiError.UNKNOWN, unknown));
      case Refusal.UnwritableAttribute _ -> new ApiException(ApiError.UNWRITABLE_ATTRIBUTE);
      case Refusal.Overloaded _ -> new ApiException(ApiError.TOO_MANY_REQUESTS);
      case Refusal.UnknownUser _ -> new ApiException(ApiError.USER_NOT_FOUND);
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
    };
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

  private static ApiError weakness(PasswordFault fault) {
    return switch (fault) {
      case TOO_SHORT -> ApiError.PASSWORD_TOO_SHORT;
      case NO_UPPERCASE -> ApiError.PASSWORD_WITHOUT_UPPERCASE;
      case NO_LOWERCASE -> ApiError.PASSWORD_WITHOUT_LOWERCASE;
      case NO_NUMBER -> ApiError.PASSWORD_WITHOUT_NUMBER;
      case NO_SYMBOL -> ApiError.PASSWORD_WITHOUT_SYMBOL;
    };
  }

  private static String lines(String template, List<String> names) {
    return names.stream().map(name -> template.replace("%s", name)).collect(Collectors.joining());
  }
}
