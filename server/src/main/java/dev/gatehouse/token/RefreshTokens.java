package dev.gatehouse.token;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.RefreshFamilies;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refresh tokens: made at a sign-in, exchanged for new access and ID tokens, replaced where the
/// client wants that, revoked (users §5.2, §5.3). Blocks. Thread-safe.
public final class RefreshTokens {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

  private final Store store;
  private final Sealer sealer;
  private final KeyedHash hash;
  private final Env env;
  private final TokenIssuer tokens;
  private final Issuer issuer;

  public RefreshTokens(Store store, Sealer sealer, Env env, TokenIssuer tokens, Issuer issuer) {
    this.store = store;
    this.sealer = sealer;
    this.hash = new KeyedHash(sealer, "refresh-token");
    this.env = env;
    this.tokens = tokens;
    this.issuer = issuer;
  }

  /// The first refresh token of a sign-in.
  ///
  /// @param family to be stored, with [#store]
  public record Opened(RefreshFamilies.Row family, String token) {
    /// Without the token.
    @Override
    public String toString() {
      return "Opened[" + family.originJti() + "]";
    }
  }

  /// What a refresh gives.
  ///
  /// @param refreshToken in place of the one that was presented, where the client's are replaced
  public record Refreshed(TokenIssuer.UserTokens tokens, Optional<String> refreshToken) {
    /// Without the tokens.
    @Override
    public String toString() {
      return "Refreshed[]";
    }
  }

  /// Makes the refresh token of a sign-in, outside of a transaction: [#store] stores what is to be
  /// stored of it.
  ///
  /// @param scopes of the access tokens, also after a refresh (TK-50)
  public Opened open(
      AppClient client, UserSub sub, SignedIn.Session session, SequencedSet<String> scopes) {
    var now = env.now();
    var bytes = new byte[RefreshToken.SECRET_LENGTH];
    env.random().nextBytes(bytes);
    var token =
        new RefreshToken(client.poolId(), session.originJti(), 1, CanonicalBase64.encode(bytes));
    var family =
        new RefreshFamilies.Row(
            client.poolId(),
            session.originJti(),
            sub,
            client.id(),
            session.eventId(),
            session.authenticatedAt(),
            scopes,
            hashOf(token),
            1,
            Optional.empty(),
            now,
            now.plus(client.refresh().ttl()),
            Optional.empty());
    return new Opened(family, token.seal(sealer));
  }

  /// Stores the family with the rest of the sign-in. Holds the user: who is disabled or signed out
  /// at the same time, or has to reset his password, gets no living family.
  ///
  /// @throws RefusedException with `UnknownPool`, `UnknownUser`, `UserDisabled` or
  ///   `PasswordResetRequired`
  public static void store(WriteTx tx, Opened opened) {
    var family = opened.family();
    if (!tx.userPools().exists(family.poolId())) {
      throw new RefusedException(new Refusal.UnknownPool(family.poolId()));
    }
    var user =
        tx.users()
            .lock(family.poolId(), family.sub())
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(family.sub().value())));
    UserAccess.requireUsable(user);
    tx.refreshFamilies().insert(family);
  }

  /// Whose token it is, good or not any more: a client without its secret in the request proves
  /// itself by a hash over the user's name (users §2.12). Empty for what is no token of the client.
  public Optional<Users.Row> owner(AppClient client, String text) {
    return RefreshToken.parse(text, sealer)
        .filter(token -> token.poolId().equals(client.poolId()))
        .flatMap(this::find)
        .filter(family -> family.clientId().equals(client.id()))
        .flatMap(family ->
            store.<Optional<Users.Row>>read(tx -> tx.users().find(family.poolId(), family.sub())));
  }

  /// Exchanges a refresh token, for the client that proved to be `client`. Attributes and groups
  /// are those of now; sign-in, scopes and the end are those of then (TK-50, RT-14).
  ///
  /// @param keys of the client's pool
  /// @throws RefusedException with `RefreshTokenNotAccepted`, `UserDisabled` or
  ///   `PasswordResetRequired`
  public Refreshed refresh(AppClient client, TokenIssuer.SigningPair keys, String text) {
    var token =
        RefreshToken.parse(text, sealer)
            .filter(parsed -> parsed.poolId().equals(client.poolId()))
            .orElseThrow(() -> refused(RefreshFault.INVALID));
    var user = exchange(client, token);
    return new Refreshed(
        tokens.userTokens(client, issuer.of(client.poolId()), keys, user.signedIn()),
        client.refresh().rotates()
            ? Optional.of(sealed(token, user.generation()))
            : Optional.empty());
  }

  private String sealed(RefreshToken token, long generation) {
    return new RefreshToken(token.poolId(), token.originJti(), generation, token.secret())
        .seal(sealer);
  }

  /// Whose tokens are made, and which refresh token is good now.
  private record Exchanged(SignedIn signedIn, long generation) {}

  /// What a snapshot says.
  private record Known(RefreshFamilies.Row family, Users.Row user, SignedIn signedIn) {}

  /// Who loses to another one who rotates meanwhile looks again, and finds the token replaced or
  /// the family revoked: there is no third time.
  private Exchanged exchange(AppClient client, RefreshToken token) {
    var known = known(client, token);
    UserAccess.requireUsable(known.user());
    var family = known.family();
    return switch (RefreshRule.of(family, token.generation(), client.refresh(), env.now())) {
      case RefreshRule.Keep _, RefreshRule.Repeat _ ->
          new Exchanged(known.signedIn(), family.generation());
      case RefreshRule.Rotate(var next) ->
          store.<Boolean>write(tx -> tx.refreshFamilies().rotate(next))
              ? new Exchanged(known.signedIn(), next.generation())
              : exchange(client, token);
      case RefreshRule.Reused _ -> throw reused(family);
      case RefreshRule.Refuse(var fault) -> throw refused(fault);
    };
  }

  private Known known(AppClient client, RefreshToken token) {
    return store
        .<Optional<Known>>read(tx -> known(tx, client, token))
        .filter(known -> isOf(known.family(), token))
        .filter(known -> known.family().clientId().equals(client.id())) // RT-01
        .orElseThrow(() -> refused(RefreshFault.INVALID));
  }

  private static Optional<Known> known(ReadTx tx, AppClient client, RefreshToken token) {
    return tx.refreshFamilies()
        .find(token.poolId(), token.originJti())
        .filter(family -> tx.userPools().exists(family.poolId()))
        .flatMap(family ->
            tx.users()
                .find(family.poolId(), family.sub())
                .map(user ->
                    new Known(
                        family,
                        user,
                        SignedIn.of(tx, client, user, sessionOf(family), family.scopes()))));
  }

  private static SignedIn.Session sessionOf(RefreshFamilies.Row family) {
    return new SignedIn.Session(family.originJti(), family.eventId(), family.authenticatedAt());
  }

  /// RT-03: the family ends, whoever of the two is the user.
  private RefusedException reused(RefreshFamilies.Row family) {
    var now = env.now();
    store.<Boolean>write(
        tx -> tx.refreshFamilies().revoke(family.poolId(), family.originJti(), now));
    LOG.warn(
        "a refresh token of user {} in pool {} was used again after it was replaced; sign-in {} is"
            + " revoked",
        family.sub(),
        family.poolId(),
        family.originJti());
    return refused(RefreshFault.REUSED);
  }

  /// Revokes the family of a refresh token, whichever of it that is: no token of the sign-in is
  /// good any more (RT-10). Nothing happens for a text that is no token of this installation, and
  /// for a family that is revoked (users §5.3).
  ///
  /// @throws RefusedException with `RevocationNotEnabled` when the client's tokens cannot be
  ///   revoked, with `NotARefreshToken` for an access or ID token, with `ForeignRefreshToken` for
  ///   another client's (JW-33)
  public void revoke(AppClient client, String text) {
    if (!client.isRevocable()) {
      throw new RefusedException(new Refusal.RevocationNotEnabled(client.id()));
    }
    if (isSigned(text)) {
      throw new RefusedException(new Refusal.NotARefreshToken());
    }
    RefreshToken.parse(text, sealer)
        .flatMap(this::find)
        .ifPresent(family -> revoke(client, family));
  }

  private Optional<RefreshFamilies.Row> find(RefreshToken token) {
    return store
        .<Optional<RefreshFamilies.Row>>read(
            tx -> tx.refreshFamilies().find(token.poolId(), token.originJti()))
        .filter(family -> isOf(family, token));
  }

  private void revoke(AppClient client, RefreshFamilies.Row family) {
    if (!family.poolId().equals(client.poolId()) || !family.clientId().equals(client.id())) {
      throw new RefusedException(new Refusal.ForeignRefreshToken(client.id()));
    }
    var now = env.now();
    store.<Boolean>write(
        tx -> tx.refreshFamilies().revoke(family.poolId(), family.originJti(), now));
  }

  /// Three parts are a signed token, of whomever.
  private static boolean isSigned(String text) {
    return text.chars().filter(c -> c == '.').count() == 2;
  }

  private String hashOf(RefreshToken token) {
    return hash.of(token.poolId().value(), token.originJti().toString(), token.secret());
  }

  private boolean isOf(RefreshFamilies.Row family, RefreshToken token) {
    return hash.isOf(
        family.secretHash(), token.poolId().value(), token.originJti().toString(), token.secret());
  }

  private static RefusedException refused(RefreshFault fault) {
    return new RefusedException(new Refusal.RefreshTokenNotAccepted(fault));
  }
}
