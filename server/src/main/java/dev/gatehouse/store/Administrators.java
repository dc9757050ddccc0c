package dev.gatehouse.store;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `administrator`: who administers the server through the console. A name is the same in any
/// case.
public interface Administrators {
  /// An administrator as stored.
  ///
  /// @param pools ids that the role is limited to; none is all
  /// @param password the Argon2id hash, sealed and bound to the name; empty until he has chosen one
  /// @param totp his second factor; empty when he has none
  record Row(
      AdministratorName name,
      AdministratorRole role,
      List<String> pools,
      Optional<Sealed> password,
      Optional<Totp> totp,
      Instant createdAt,
      Instant updatedAt,
      Optional<Instant> lastSignInAt) {
    public Row {
      pools = List.copyOf(pools);
    }

    /// One who has not chosen a password yet.
    public static Row create(
        AdministratorName name, AdministratorRole role, List<String> pools, Instant now) {
      return new Row(
          name, role, pools, Optional.empty(), Optional.empty(), now, now, Optional.empty());
    }

    public Row with(AdministratorRole other, List<String> otherPools, Instant now) {
      return new Row(name, other, otherPools, password, totp, createdAt, now, lastSignInAt);
    }

    public Row withPassword(Optional<Sealed> other, Instant now) {
      return new Row(name, role, pools, other, totp, createdAt, now, lastSignInAt);
    }

    public Row withTotp(Optional<Totp> other, Instant now) {
      return new Row(name, role, pools, password, other, createdAt, now, lastSignInAt);
    }

    /// As he is after he has signed in.
    public Row signedIn(Instant now) {
      return new Row(name, role, pools, password, totp, createdAt, updatedAt, Optional.of(now));
    }
  }

  /// A second factor (RFC 6238).
  ///
  /// @param seed sealed and bound to the name
  /// @param enabled whether a code is asked for: from the first right one on
  /// @param lastStep of the last code that was right: it and all before are used (RFC 6238 §5.2)
  record Totp(Sealed seed, boolean enabled, long lastStep) {}

  Optional<Row> find(AdministratorName name);

  /// All of them, by name.
  List<Row> list();

  interface Writes extends Administrators {
    /// @throws dev.gatehouse.pool.RefusedException with `AdministratorExists` when somebody has the
    ///   name
    void insert(Row row);

    /// As [#find], and held until the end of the transaction.
    Optional<Row> lock(AdministratorName name);

    /// As [#list], all held until the end of the transaction: who is the last one stays it.
    List<Row> lockAll();

    /// Stores a row that this transaction has locked.
    void update(Row row);

    /// Deletes him with his sessions, their access keys, and his link.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownAdministrator` when there is none
    void delete(AdministratorName name);
  }
}
