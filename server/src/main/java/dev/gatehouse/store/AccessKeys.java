package dev.gatehouse.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `access_key`: the credentials that sign requests (design D7).
public interface AccessKeys {
  /// An access key as stored.
  ///
  /// @param id `AKIA…` (long-lived) or `ASIA…` (temporary), 20 characters
  /// @param secret sealed and bound to the id
  /// @param description chosen by the administrator, may be empty
  /// @param policy allowed actions and pools as JSON
  /// @param sessionToken of a temporary key: sealed and bound to the id
  /// @param expiresAt of a temporary key
  /// @param parent of a temporary key: the key that made it, with which it dies
  record Row(
      String id,
      Sealed secret,
      String description,
      boolean enabled,
      String policy,
      Optional<Sealed> sessionToken,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt,
      Optional<String> parent) {}

  Optional<Row> find(String id);

  /// All keys, by creation time.
  List<Row> list();

  /// The temporary keys that a key has made, oldest first.
  List<Row> listChildren(String parent);

  interface Writes extends AccessKeys {
    /// @throws dev.gatehouse.pool.RefusedException with `IdTaken` when the id exists, with
    ///   `UnknownAccessKey` when the parent does not
    void insert(Row row);

    /// @throws dev.gatehouse.pool.RefusedException with `UnknownAccessKey` when there is none
    void setEnabled(String id, boolean enabled);

    /// Notes the last use, where it is later than the one noted; no change is fed, and an unknown
    /// id is ignored.
    void touch(String id, Instant usedAt);

    /// Deletes the key and the temporary keys it made.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownAccessKey` when there is none
    void delete(String id);

    /// As [#delete], where there may be no such key any more: what somebody else deletes meanwhile.
    void deleteIfThere(String id);

    /// Deletes the temporary keys that expired before `time`; returns how many.
    int deleteExpired(Instant time);
  }
}
