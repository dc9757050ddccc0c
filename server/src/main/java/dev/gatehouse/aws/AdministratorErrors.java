package dev.gatehouse.aws;

import dev.gatehouse.pool.AdministratorPassword;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.Refusal;
import java.util.Locale;

/// What is refused to and of administrators alone, in the words of the extension API.
final class AdministratorErrors {
  private AdministratorErrors() {}

  static ApiException of(Refusal.OfAdministrator refusal) {
    return switch (refusal) {
      case Refusal.UnknownAdministrator(var name) ->
          new ApiException(ApiError.ADMINISTRATOR_NOT_FOUND, name);
      case Refusal.AdministratorExists(var name) ->
          new ApiException(ApiError.ADMINISTRATOR_EXISTS, name);
      case Refusal.LastAdministrator _ -> new ApiException(ApiError.LAST_ADMINISTRATOR);
      case Refusal.PoolsMissing(var role) -> pools(ApiError.ROLE_WITHOUT_POOLS, role);
      case Refusal.PoolsNotPossible(var role) -> pools(ApiError.ROLE_WITH_POOLS, role);
      case Refusal.WeakAdministratorPassword(var fault) -> weak(fault);
      case Refusal.SetUpDone _ -> new ApiException(ApiError.SET_UP_DONE);
      case Refusal.AdministratorIsSetUp(var name) ->
          new ApiException(ApiError.ADMINISTRATOR_IS_SET_UP, name);
      case Refusal.NotInConsole _ -> new ApiException(ApiError.NOT_IN_CONSOLE);
      case Refusal.WrongAdministratorPassword _ ->
          new ApiException(ApiError.WRONG_ADMINISTRATOR_PASSWORD);
      case Refusal.TotpNeeded _ -> new ApiException(ApiError.TOTP_NEEDED);
      case Refusal.WrongTotp _ -> new ApiException(ApiError.WRONG_TOTP);
      case Refusal.TotpEnabled _ -> new ApiException(ApiError.TOTP_ENABLED);
      case Refusal.TotpNotBegun _ -> new ApiException(ApiError.TOTP_NOT_BEGUN);
      case Refusal.AdministratorLocked _ -> new ApiException(ApiError.ADMINISTRATOR_LOCKED);
      case Refusal.UnknownSetUpLink _ ->
          throw new IllegalStateException("no operation takes a link");
    };
  }

  private static ApiException pools(ApiError error, AdministratorRole role) {
    return new ApiException(error, role.title());
  }

  private static ApiException weak(AdministratorPassword.Fault fault) {
    var rule =
        switch (fault) {
          case TOO_SHORT ->
              String.format(
                  Locale.ROOT, "at least %d characters", AdministratorPassword.LENGTH_MIN);
          case TOO_LONG ->
              String.format(Locale.ROOT, "at most %d characters", AdministratorPassword.LENGTH_MAX);
          case IS_THE_NAME -> "another text than the name";
        };
    return new ApiException(ApiError.WEAK_ADMINISTRATOR_PASSWORD, rule);
  }
}
