package dev.gatehouse.store;

import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tables `domain` and `domain_directory` (prefix or host to pool).
public interface Domains {
  /// A pool's domain as stored.
  ///
  /// @param document the API's `DomainDescriptionType` as JSON, without the members that other
  ///   columns hold
  record Row(
      UserPoolId poolId,
      DomainName domain,
      String document,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {}

  /// The domain of that name, whatever its pool.
  Optional<Row> find(DomainName domain);

  /// The pool of a custom host; the Region is not known from a host.
  Optional<UserPoolId> findPoolOfHost(String host);

  /// A pool that has this prefix, in whatever Region. Looks through all domains.
  Optional<UserPoolId> findPoolOfPrefix(String prefix);

  /// The pool's domains: at most one prefix and one custom host (DO-06).
  List<Row> list(UserPoolId poolId);

  /// How many custom hosts the pools of that Region have.
  int countCustom(Region region);

  interface Writes extends Domains {
    /// @throws dev.gatehouse.pool.RefusedException with `DomainTaken` when any pool has it, with
    ///   `UnknownPool` when there is no such pool
    void insert(Row row);

    /// Replaces the row with this key and the version before `row.version()`.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownDomain` when the pool has no such domain
    void update(Row row);

    /// @throws dev.gatehouse.pool.RefusedException with `UnknownDomain` when the pool has no such
    ///   domain
    void delete(UserPoolId poolId, DomainName domain);
  }
}
