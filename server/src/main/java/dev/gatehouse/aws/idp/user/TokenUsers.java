package dev.gatehouse.aws.idp.user;

import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.token.SignedIn;
import dev.gatehouse.token.UserAccess;
import dev.gatehouse.users.AttributeAccess;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.Source;
import dev.gatehouse.users.UserRules;

/// Users who act for themselves, with an access token: the token alone says who (§5.1, AT-21).
final class TokenUsers {
  private final AccessTokenReader reader;
  private final RuleBook rules;
  private final Lookups catalog;

  /// @param catalog may block
  TokenUsers(AccessTokenReader reader, RuleBook rules, Lookups catalog) {
    this.reader = reader;
    this.rules = rules;
    this.catalog = catalog;
  }

  /// Who acts, where, and what his client lets him write.
  record Signed(UserPools.Row row, UserRules pool, Users.Row user, AttributeAccess access) {}

  /// What a token says; outside of the transaction, because it verifies a signature.
  ///
  /// @throws RefusedException with [Refusal.TokenNotAccepted]
  UserAccess read(String token) {
    return reader.read(token, SignedIn.API_SCOPE);
  }

  /// From where a call with the token comes: whoever has one of a confidential client has it from
  /// its server, which has shown the secret. Outside of the transaction, as [#read].
  ///
  /// @param peer the address of the client
  Source source(UserAccess access, String peer) {
    return catalog
        .client(access.clientId())
        .map(entry -> Source.of(entry.client(), peer))
        .orElseGet(() -> Source.of(peer)); // Gone: refused when the user is looked for.
  }

  /// The user, as long as the token is good: one of a client or pool that is gone is not.
  ///
  /// @throws RefusedException as [UserAccess#requireGood]
  Signed require(ReadTx tx, UserAccess access) {
    var user = access.requireGood(tx);
    var pool = tx.userPools().find(access.poolId()).orElseThrow(TokenUsers::revoked);
    var client =
        tx.appClients().find(access.poolId(), access.clientId()).orElseThrow(TokenUsers::revoked);
    return new Signed(pool, rules.of(pool), user, AttributeAccess.of(client));
  }

  /// As [#require], held until the end of the transaction.
  ///
  /// @throws RefusedException as [UserAccess#requireGood]
  Signed lock(WriteTx tx, UserAccess access) {
    var signed = require(tx, access);
    var user = Directory.lock(tx, signed.pool(), signed.user().sub().value());
    return new Signed(signed.row(), signed.pool(), user, signed.access());
  }

  private static RefusedException revoked() {
    return new RefusedException(new Refusal.TokenNotAccepted(TokenFault.REVOKED));
  }
}
