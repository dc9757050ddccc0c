package dev.gatehouse.aws;

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
}
