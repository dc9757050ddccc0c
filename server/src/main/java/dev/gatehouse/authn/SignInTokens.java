package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SecretHash;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.SignedIn;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.TokenIssuer.SigningPair;
import dev.gatehouse.users.SignInNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The end of a sign-in: what proves it is stored, and the tokens are made.
final class SignInTokens {
  private static final SequencedSet<String> SCOPES =
      new LinkedHashSet<>(List.of(SignedIn.API_SCOPE)); // §3.8

  private final Store store;
  private final Lookups catalog;
  private final RefreshTokens refreshTokens;
  private final TokenIssuer tokens;
  private final Issuer issuer;
  private final Env env;

  SignInTokens(
      Store store,
      Lookups catalog,
      RefreshTokens refreshTokens,
      TokenIssuer tokens,
      Issuer issuer,
      Env env) {
    this.store = store;
    this.catalog = catalog;
    this.refreshTokens = refreshTokens;
    this.tokens = tokens;
    this.issuer = issuer;
    this.env = env;
  }

  /// Lets the user in. Nothing is signed before it is stored.
  ///
  /// @throws RefusedException when he is not any more whom the proof was of
  Outcome issue(Step.Proved proved) {
    var who = proved.who();
    var client = who.client();
    var keys = keys(client);
    var session = new SignedIn.Session(env.uuid(), env.uuid(), env.now());
    var opened = refreshTokens.open(client, proved.credentials().user().sub(), session, SCOPES);
    SignedIn signedIn =
        store.write(tx -> {
          var user = proved.commit().store(tx);
          Guesses.forgive(tx, who);
          RefreshTokens.store(tx, opened);
          return SignedIn.of(tx, client, user, session, SCOPES);
        });
    var made = tokens.userTokens(client, issuer.of(client.poolId()), keys, signedIn);
    return new Outcome.Tokens(
        made.access(), made.id(), Optional.of(opened.token()), client.accessTokenTtl());
  }

  /// New tokens for a refresh token (§3.8). The hash of a confidential client is over the username,
  /// what the user is called in SRP, or the sub, because no name is sent (§2.12).
  ///
  /// @param who the client
  /// @param pool of its users
  /// @throws RefusedException with [Refusal.MissingSecretHash], [Refusal.WrongSecretHash], or as
  ///   [RefreshTokens#refresh]
  Outcome refresh(ClientEntry who, SignInNames pool, String token, String secretHash) {
    var client = who.client();
    if (!who.secrets().isEmpty() || !secretHash.isEmpty()) {
      requireSecretHash(who, pool, token, secretHash);
    }
    var refreshed = refreshTokens.refresh(client, keys(client), token);
    return new Outcome.Tokens(
        refreshed.tokens().access(),
        refreshed.tokens().id(),
        refreshed.refreshToken(),
        client.accessTokenTtl());
  }

  /// Whose token it is, only the proof of a confidential client asks.
  private void requireSecretHash(
      ClientEntry who, SignInNames pool, String token, String secretHash) {
    var client = who.client();
    var names =
        refreshTokens.owner(client, token).map(user -> pool.provable(user.username(), user.sub()));
    if (names.isPresent() || secretHash.isEmpty()) {
      SecretHash.require(client.id(), who.secrets(), secretHash, names.orElse(List.of()));
    }
  }

  private SigningPair keys(AppClient client) {
    var pool =
        catalog
            .pool(client.poolId())
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(client.poolId())));
    return SigningPair.of(pool.keys(), env.now());
  }
}
