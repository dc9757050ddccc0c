package dev.gatehouse.store;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;

/// Table `refresh_family`: what a sign-in leaves behind. All refresh tokens of one sign-in are a
/// family, and the access and ID tokens from it name it (`origin_jti`).
public interface RefreshFamilies {
  /// A family as stored.
  ///
  /// @param originJti names it
  /// @param eventId of the sign-in, for `event_id` of its tokens
  /// @param authenticatedAt when the user proved who he is
  /// @param scopes of its access tokens, in their order
  /// @param secretHash keyed hash of the secret that all its refresh tokens carry (RT-18)
  /// @param generation of the refresh token that is good now: 1 when created; one more with each
  ///   rotation (RT-05)
  /// @param rotatedAt when it replaced the one before
  /// @param expiresAt of the first refresh token, and so of all (RT-14)
  /// @param revokedAt when everything of it stopped being good
  record Row(
      UserPoolId poolId,
      UUID originJti,
      UserSub sub,
      ClientId clientId,
      UUID eventId,
      Instant authenticatedAt,
      SequencedSet<String> scopes,
      String secretHash,
      long generation,
      Optional<Instant> rotatedAt,
      Instant createdAt,
      Instant expiresAt,
      Optional<Instant> revokedAt) {
    public Row {
      scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
    }

    public boolean isRevoked() {
      return revokedAt.isPresent();
    }

    public boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /// The next generation, to be handed to [Writes#rotate].
    public Row rotated(Instant now) {
      return new Row(
          poolId,
          originJti,
          sub,
          clientId,
          eventId,
          authenticatedAt,
          scopes,
          secretHash,
          generation + 1,
          Optional.of(now),
          createdAt,
          expiresAt,
          revokedAt);
    }
  }

  Optional<Row> find(UserPoolId poolId, UUID originJti);

  interface Writes extends RefreshFamilies {
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user,
    ///   with `IdTaken` when the pool has such a family
    void insert(Row row);

    /// Replaces the refresh token of the generation before `row.generation()`, unless the family is
    /// revoked: of all who rotate a generation, on all nodes, exactly one succeeds (RT-04).
    ///
    /// @return whether this call did
    boolean rotate(Row row);

    /// Revokes a family; one that is revoked stays as it is.
    ///
    /// @return whether this call did
    boolean revoke(UserPoolId poolId, UUID originJti, Instant now);

    /// Revokes every family of a user.
    ///
    /// @return how many were not revoked yet
    int revokeAllOf(UserPoolId poolId, UserSub sub, Instant now);

    /// Revokes every family of a client. Looks at all families of the pool: clients are deleted
    /// without it, because nobody gets a deleted client's id but who chooses ids himself (dev
    /// mode).
    ///
    /// @return how many were not revoked yet
    int revokeAllOf(UserPoolId poolId, ClientId clientId, Instant now);

    /// Deletes up to `limit` rows of the pool that expired before `time`. Access tokens may live a
    /// day longer than what they came from, and must find it.
    ///
    /// @return how many
    int deleteExpired(UserPoolId poolId, Instant time, int limit);
  }
}
