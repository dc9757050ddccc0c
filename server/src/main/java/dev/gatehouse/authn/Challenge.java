package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.pool.ChallengeName;
import java.util.Optional;
import java.util.function.Function;

/// Something that is asked in the middle of a sign-in: an entry of the machine, as every second
/// factor will be one.
interface Challenge {
  ChallengeName name();

  /// Opens what the answer brings and finds who it is; nothing is spent yet.
  ///
  /// @param session of the answer, where there is one
  /// @throws dev.gatehouse.pool.RefusedException when a parameter is missing, or the session is not
  ///   one of this challenge, client and user
  Opened open(ClientEntry entry, Optional<String> session, Parameters answers);

  /// An answer that belongs to a session.
  ///
  /// @param evaluate what is done with it
  record Opened(AuthSession session, Claimant who, Function<Parameters, Step> evaluate) {}
}
