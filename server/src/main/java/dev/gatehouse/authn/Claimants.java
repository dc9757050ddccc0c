package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.crypto.Digests;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SessionFault;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserRules;
import java.util.Optional;
import java.util.function.BiFunction;

/// Finds whom a call means. Blocks.
final class Claimants {
  private final Store store;
  private final RuleBook rules;
  private final NameHashes names;

  Claimants(Store store, RuleBook rules, NameHashes names) {
    this.store = store;
    this.rules = rules;
    this.names = names;
  }

  private record Found(UserRules rules, Optional<Users.Credentials> credentials) {}

  /// Who begins.
  ///
  /// @param sent `USERNAME`: a username, an alias or a sub
  /// @throws RefusedException with [Refusal.UnknownPool] when the client's pool is gone
  Claimant find(ClientEntry entry, String sent) {
    var poolId = entry.client().poolId();
    var found = ask(poolId, (tx, pool) -> Directory.findCredentials(tx, pool, sent));
    var name = names.of(poolId, found.rules.names().fold(sent));
    return claimant(entry, found, sent, name);
  }

  /// Who goes on with a session: the user who began, by one of his names (SR-07). The documentation
  /// asks for the username; the service takes the name of the beginning too where it is an address.
  ///
  /// @param sent `USERNAME`
  /// @throws RefusedException with [Refusal.SessionNotAccepted] when that is somebody else
  Claimant resume(ClientEntry entry, AuthSession session, String sent) {
    var found =
        ask(
            session.poolId(),
            (tx, pool) -> tx.users().findCredentials(pool.poolId(), new UserSub(session.sub())));
    var sentName = found.rules.names().fold(sent);
    var hash = names.of(session.poolId(), sentName);
    boolean isNamed = sent.equals(session.sub()) || Digests.isEqual(hash, session.name());
    boolean isUsername =
        found
            .credentials
            .map(known -> found.rules.names().srpName(known.user().username()))
            .filter(sentName::equals)
            .isPresent();
    if (!isNamed && !isUsername) {
      throw AuthSessions.refused(SessionFault.FOREIGN);
    }
    return claimant(entry, found, sent, session.name());
  }

  /// What the pool asks of its users.
  ///
  /// @throws RefusedException with [Refusal.UnknownPool]
  UserRules rules(UserPoolId poolId) {
    return ask(poolId, (_, _) -> Optional.empty()).rules;
  }

  private Claimant claimant(ClientEntry entry, Found found, String sent, String name) {
    // Also for a user, so that the time is the same.
    var decoy = names.decoy(entry.client().poolId(), name);
    return new Claimant(entry, found.rules, sent, found.credentials, name, decoy);
  }

  private Found ask(
      UserPoolId poolId, BiFunction<ReadTx, UserRules, Optional<Users.Credentials>> question) {
    return store.read(tx -> {
      var pool =
          tx.userPools()
              .find(poolId)
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(poolId)));
      var its = rules.of(pool);
      return new Found(its, question.apply(tx, its));
    });
  }
}
