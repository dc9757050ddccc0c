package dev.gatehouse.console;

import dev.gatehouse.pool.AdministratorPassword;
import dev.gatehouse.pool.Refusal;
import java.time.Duration;

/// The domain's refusals in the words of the console.
final class ConsoleRefusals {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private ConsoleRefusals() {}

  static ConsoleException of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.OfAdministrator administrator -> of(administrator);
      case Refusal.Overloaded _ -> new ConsoleException(ConsoleError.BUSY, BUSY_WAIT);
      // The session's key is gone: somebody has ended it meanwhile.
      case Refusal.UnknownAccessKey _ -> new ConsoleException(ConsoleError.NO_SESSION);
      case Refusal.Malformed _,
          Refusal.UnknownPool _,
          Refusal.UnknownClient _,
          Refusal.WrongSecret _,
          Refusal.TooManyWrongSecrets _,
          Refusal.TooManyRequests _,
          Refusal.UnknownGrant _,
          Refusal.GrantNotAllowed _,
          Refusal.ScopeNotAllowed _,
          Refusal.UnknownResourceServer _,
          Refusal.ResourceServerExists _,
          Refusal.DomainTaken _,
          Refusal.UnknownDomain _,
          Refusal.Conflict _,
          Refusal.IdTaken _,
          Refusal.NotBuilt _,
          Refusal.UnknownSecretId _,
          Refusal.UnknownSigningKey _,
          Refusal.OfUser _ ->
          throw new IllegalStateException("no request of the console can meet " + refusal);
    };
  }

  private static ConsoleException of(Refusal.OfAdministrator refusal) {
    return switch (refusal) {
      case Refusal.UnknownAdministrator _, Refusal.NotInConsole _ ->
          new ConsoleException(ConsoleError.NO_SESSION);
      case Refusal.WrongAdministratorPassword _ ->
          new ConsoleException(ConsoleError.WRONG_PASSWORD);
      case Refusal.TotpNeeded _ -> new ConsoleException(ConsoleError.CODE_NEEDED);
      case Refusal.WrongTotp _, Refusal.TotpNotBegun _ ->
          new ConsoleException(ConsoleError.WRONG_CODE);
      case Refusal.AdministratorLocked(var wait) -> new ConsoleException(ConsoleError.LOCKED, wait);
      case Refusal.WeakAdministratorPassword(var fault) -> new ConsoleException(of(fault));
      case Refusal.UnknownSetUpLink _ -> new ConsoleException(ConsoleError.WRONG_TOKEN);
      // Somebody was quicker.
      case Refusal.SetUpDone _, Refusal.AdministratorExists _ ->
          new ConsoleException(ConsoleError.SET_UP_DONE);
      case Refusal.AdministratorIsSetUp _,
          Refusal.LastAdministrator _,
          Refusal.PoolsMissing _,
          Refusal.PoolsNotPossible _,
          Refusal.TotpEnabled _ ->
          throw new IllegalStateException("no request of the console can meet " + refusal);
    };
  }

  private static ConsoleError of(AdministratorPassword.Fault fault) {
    return switch (fault) {
      case TOO_SHORT -> ConsoleError.PASSWORD_TOO_SHORT;
      case TOO_LONG -> ConsoleError.PASSWORD_TOO_LONG;
      case IS_THE_NAME -> ConsoleError.PASSWORD_IS_NAME;
    };
  }
}
