package dev.gatehouse.crypto;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hashes passwords with Argon2id and compares them (SR-10; record 20). The whole password counts,
/// as it was sent (SR-11). Every call waits for its turn, works for tens of milliseconds, and must
/// not be made inside of a transaction. Thread-safe.
public final class PasswordHasher {
  private final Argon2Cost cost;
  private final HashingPermits permits;
  private final RandomGenerator random;
  private final Argon2id argon2id;
  private final PasswordHash decoy;

  /// @param cost of new hashes
  /// @param random source of salts; a `SecureRandom` outside tests
  public PasswordHasher(Argon2Cost cost, HashingPermits permits, RandomGenerator random) {
    this.cost = cost;
    this.permits = permits;
    this.random = random;
    argon2id = new Argon2id(cost, permits.count());
    decoy = PasswordHash.decoy(cost, random);
  }

  /// A hash to be stored, for instance `$argon2id$v=19$m=19456,t=2,p=1$…$…`; empty when too many
  /// passwords are being hashed.
  public Optional<String> hash(String password) {
    return permits.run(() -> PasswordHash.of(password, cost, random, argon2id).toString());
  }

  /// Compares `password` with what [#hash] made, now or at another cost.
  public PasswordCheck check(String password, String stored) {
    var hash = PasswordHash.parse(stored);
    // A user whose hash is unreadable is not told from others by the time.
    var compared = permits.run(() -> hash.orElse(decoy).matches(password, argon2id));
    if (compared.isPresent() && hash.isEmpty()) {
      return PasswordCheck.UNREADABLE;
    }
    return compared
        .map(matches -> matches ? PasswordCheck.RIGHT : PasswordCheck.WRONG)
        .orElse(PasswordCheck.BUSY);
  }

  /// What [#check] says, and costs, for a user who does not exist or has no password (EN-06).
  public PasswordCheck checkNobody(String password) {
    return check(password, decoy.toString());
  }

  /// Compares `password` with each hash of a history (SR-13). All of them are computed, one after
  /// the other in one turn, so that the caller must bound how many there are.
  ///
  /// @return `WRONG` when it is none of them, `UNREADABLE` when one of them could not be compared
  public PasswordCheck checkAny(String password, List<String> history) {
    var hashes = history.stream().map(PasswordHash::parse).flatMap(Optional::stream).toList();
    var found =
        permits.run(() -> hashes.stream().filter(hash -> hash.matches(password, argon2id)).count());
    if (found.isEmpty()) {
      return PasswordCheck.BUSY;
    }
    if (found.get() > 0) {
      return PasswordCheck.RIGHT;
    }
    return hashes.size() < history.size() ? PasswordCheck.UNREADABLE : PasswordCheck.WRONG;
  }

  /// Whether a password that was found right should be hashed anew, because the cost has changed
  /// since.
  public boolean needsRehash(String stored) {
    return PasswordHash.parse(stored).filter(hash -> !hash.cost().equals(cost)).isPresent();
  }
}
