package dev.gatehouse.authn;

import dev.gatehouse.pool.AuthFlow;
import java.util.function.Function;

/// What a flow begins with: an entry of the machine. A passkey, a one-time password or a custom
/// challenge is another one.
interface FirstFactor {
  /// Reads what the flow takes; nobody has been looked up yet, so that a malformed call is the same
  /// whoever it is for (SR-01).
  ///
  /// @return what is done for the one whom the call means
  /// @throws dev.gatehouse.pool.RefusedException when a parameter is missing or malformed
  Function<Claimant, Step> read(AuthFlow flow, Parameters parameters);
}
