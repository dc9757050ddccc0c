package dev.gatehouse.administrators;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.store.SetUpLinks;
import java.time.Duration;
import java.util.Optional;

/// Makes the links with which an administrator chooses his password: once, within 24 hours (UI-01).
/// Runs outside a transaction (D9).
///
/// @param consoleUrl where the console is, without a slash at its end; empty where nobody knows
///   because no server runs, and then a link begins with its path
public record SetUpLinkMint(Env env, String consoleUrl) {
  private static final Duration TTL = Duration.ofDays(1);

  /// A link that was just made, to be shown once.
  ///
  /// @param row to be stored
  public record Minted(String link, SetUpLinks.Row row) {
    /// Says nothing of the token.
    @Override
    public String toString() {
      return "Minted[…]";
    }
  }

  /// @param name empty for the first administrator, who chooses it himself
  public Minted mint(Optional<AdministratorName> name) {
    var token = OpaqueToken.mint(env.random());
    return new Minted(
        consoleUrl + "/console/#/setup?token=" + token.value(),
        new SetUpLinks.Row(name, token.hash(), env.now().plus(TTL)));
  }
}
