package dev.gatehouse.authn;

import dev.gatehouse.pool.ChallengeName;
import java.time.Duration;
import java.util.Optional;
import java.util.SequencedMap;

/// What a call of a sign-in comes to (behaviour reference users §3.2). A refusal is thrown.
public sealed interface Outcome {
  /// Something is asked; the next call answers it.
  ///
  /// @param session to be brought with the answer, where it is not among the parameters
  record Challenged(
      ChallengeName challenge, Optional<String> session, SequencedMap<String, String> parameters)
      implements Outcome {
    /// Without session and parameters.
    @Override
    public String toString() {
      return "Challenged[" + challenge + "]";
    }
  }

  /// The user has signed in, or has new tokens.
  ///
  /// @param refresh absent where the one that was presented stays good
  /// @param expiresIn of the access token
  record Tokens(String access, String id, Optional<String> refresh, Duration expiresIn)
      implements Outcome {
    /// Without the tokens.
    @Override
    public String toString() {
      return "Tokens[]";
    }
  }
}
