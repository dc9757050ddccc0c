package dev.gatehouse.store;

import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `signing_key`.
public interface SigningKeys {
  /// A pool's signing key as stored. It is published from its creation to `retiresAt` and signs
  /// from `activatesAt` until a newer key of the same use is active.
  ///
  /// @param kid Base64 of 32 bytes, 44 characters (WK-07)
  /// @param publicKey the public key as X.509 `SubjectPublicKeyInfo`, Base64
  /// @param privateKey the private key as PKCS #8, sealed and bound to pool and kid
  /// @param retiresAt when it leaves the key set; empty while it signs or will sign
  record Row(
      UserPoolId poolId,
      String kid,
      KeyUse use,
      String publicKey,
      Sealed privateKey,
      Instant createdAt,
      Instant activatesAt,
      Optional<Instant> retiresAt) {}

  /// The pool's keys, oldest activation first.
  List<Row> list(UserPoolId poolId);

  interface Writes extends SigningKeys {
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool,
    ///   with `IdTaken` when the pool has a key of that kid
    void insert(Row row);

    /// Sets when the key leaves the key set.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownSigningKey` when there is none
    void retire(UserPoolId poolId, String kid, Instant retiresAt);

    /// @throws dev.gatehouse.pool.RefusedException with `UnknownSigningKey` when there is none
    void delete(UserPoolId poolId, String kid);
  }
}
