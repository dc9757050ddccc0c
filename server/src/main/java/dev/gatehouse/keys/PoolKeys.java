package dev.gatehouse.keys;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes, opens and rotates the signing keys of pools (design D13).
public final class PoolKeys {
  /// How long verifiers may cache a key set.
  public static final Duration CACHEABLE = Duration.ofMinutes(5);

  /// How long a new key is published before it signs: longer than a key set may be cached (JW-24).
  public static final Duration LEAD = Duration.ofMinutes(15);

  /// How long an old key stays published after it last signed: the longest access token (AC-12),
  /// and a margin for clocks.
  public static final Duration OVERLAP = Duration.ofHours(24).plusMinutes(10);

  private static final int KID_BYTES = 32;

  private final Store store;
  private final Env env;
  private final Sealer sealer;
  private final Rsa rsa;
  private final SpareKeys spares;

  public PoolKeys(Store store, Env env, Sealer sealer, Rsa rsa, SpareKeys spares) {
    this.store = store;
    this.env = env;
    this.sealer = sealer;
    this.rsa = rsa;
    this.spares = spares;
  }

  /// Two new keys for a pool, one for each use, active from `now`; not stored yet. Slow when no
  /// spare pair is left, so it is called outside of a transaction.
  public List<SigningKeys.Row> mint(UserPoolId poolId, Instant now) {
    return mint(poolId, now, now);
  }

  /// Opens a stored key.
  ///
  /// @throws dev.gatehouse.crypto.UnsealException when it was sealed elsewhere
  public SigningKey open(SigningKeys.Row row) {
    var encoded = sealer.open(row.privateKey().bytes(), context(row.poolId(), row.kid()));
    return new SigningKey(
        row.kid(),
        row.use(),
        SigningKey.Pair.of(
            rsa, Rsa.publicKey(Base64.getDecoder().decode(row.publicKey())), encoded),
        row.activatesAt(),
        row.retiresAt());
  }

  /// Replaces both keys with overlap, so that no token stops verifying: see [Rotation#withOverlap].
  ///
  /// @return the new keys
  /// @throws RefusedException with `UnknownPool` when there is no such pool
  public List<SigningKeys.Row> rotate(UserPoolId poolId) {
    var now = env.now();
    var minted = mint(poolId, now, now.plus(LEAD));
    return replace(poolId, minted, old -> Rotation.withOverlap(old, now));
  }

  /// Replaces both keys at once and withdraws every old one: tokens signed with them stop verifying
  /// as soon as verifiers fetch the key set again. For a key that may have leaked.
  ///
  /// @return the new keys
  /// @throws RefusedException with `UnknownPool` when there is no such pool
  public List<SigningKeys.Row> rotateAtOnce(UserPoolId poolId) {
    var now = env.now();
    return replace(poolId, mint(poolId, now, now), Rotation::atOnce);
  }

  private List<SigningKeys.Row> replace(
      UserPoolId poolId,
      List<SigningKeys.Row> minted,
      Function<List<SigningKeys.Row>, List<Rotation.Step>> rotation) {
    return store.write(tx -> {
      if (tx.userPools().lock(poolId).isEmpty()) {
        throw new RefusedException(new Refusal.UnknownPool(poolId));
      }
      for (var step : rotation.apply(tx.signingKeys().list(poolId))) {
        switch (step) {
          case Rotation.Delete(var kid) -> tx.signingKeys().delete(poolId, kid);
          case Rotation.Retire(var kid, var at) -> tx.signingKeys().retire(poolId, kid, at);
        }
      }
      minted.forEach(tx.signingKeys()::insert);
      return minted;
    });
  }

  private List<SigningKeys.Row> mint(UserPoolId poolId, Instant now, Instant activatesAt) {
    return Stream.of(KeyUse.ACCESS, KeyUse.ID)
        .map(use -> mintOne(poolId, use, now, activatesAt))
        .toList();
  }

  private SigningKeys.Row mintOne(UserPoolId poolId, KeyUse use, Instant now, Instant activatesAt) {
    var pair = spares.take();
    var bytes = new byte[KID_BYTES];
    env.random().nextBytes(bytes);
    var kid = Base64.getEncoder().encodeToString(bytes); // WK-07: standard Base64, 44 characters
    return new SigningKeys.Row(
        poolId,
        kid,
        use,
        Base64.getEncoder().encodeToString(pair.publicKey()),
        Sealed.of(sealer.seal(pair.privateKey(), context(poolId, kid))),
        now,
        activatesAt,
        Optional.empty());
  }

  private static String context(UserPoolId poolId, String kid) {
    return "signing-key|" + poolId + "|" + kid;
  }
}
