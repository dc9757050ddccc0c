package dev.gatehouse.authn;

import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What a first factor or an answered challenge comes to. A refusal is thrown.
sealed interface Step {
  /// Something is asked.
  ///
  /// @param parameters in the order in which they are shown
  /// @param session empty where the challenge carries it elsewhere (users §3.3, point 4)
  record Ask(
      ChallengeName challenge, SequencedMap<String, String> parameters, Optional<String> session)
      implements Step {
    public Ask {
      parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /// Without session and parameters.
    @Override
    public String toString() {
      return "Ask[" + challenge + "]";
    }
  }

  /// He is who he says.
  ///
  /// @param credentials of the user, as the machine goes on with them
  /// @param commit what is stored with the success
  record Proved(Claimant who, Users.Credentials credentials, Commit commit) implements Step {}

  /// What must still be so, and what is stored, in the transaction that records a success. May run
  /// twice.
  @FunctionalInterface
  interface Commit {
    /// @return the user as he is now, held
    /// @throws dev.gatehouse.pool.RefusedException when he is not any more whom the proof was of
    Users.Row store(WriteTx tx);
  }
}
