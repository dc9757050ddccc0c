package dev.gatehouse.token;

import dev.gatehouse.pool.ClientId;
import java.time.Duration;

/// Wrong client secrets, counted by client and source, so that nobody can try them without end
/// while others keep using the client (security check TE-24). One for all edges: what is tried at
/// one counts at the other. Ids that no client has are counted too, so that the answers say nothing
/// of which ones exist.
public interface WrongSecrets {
  /// Asks before a secret is compared.
  ///
  /// @param peer the address of the client
  /// @throws dev.gatehouse.pool.RefusedException with `TooManyWrongSecrets`
  void requireRoom(ClientId id, String peer);

  /// Counts a wrong one.
  void note(ClientId id, String peer);

  /// How long a source without room should wait.
  Duration window();
}
