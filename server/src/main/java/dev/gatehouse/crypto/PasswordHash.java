package dev.gatehouse.crypto;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A password's Argon2id hash with its salt and cost, in the format of the Password Hashing
/// Competition, so that a later cost does not make it unreadable:
///
/// ```
/// $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$dFbdX0rV…
/// ```
final class PasswordHash {
  private static final int SALT_LENGTH = 16;
  private static final int LENGTH = 32;
  private static final int LENGTH_MAX = 64;
  private static final int TEXT_LENGTH_MAX = 300;
  private static final int DIGITS_MAX = 7;
  private static final String PREFIX = "$argon2id$v=19$";
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(Argon2Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /// Hashes `password` with a new salt. Takes tens of milliseconds and the memory of `cost`.
  static PasswordHash of(
      String password, Argon2Cost cost, RandomGenerator random, Argon2id argon2id) {
    var salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return new PasswordHash(cost, salt, argon2id.hash(password, salt, cost, LENGTH));
  }

  /// What no password hashes to, as far as anybody knows.
  static PasswordHash decoy(Argon2Cost cost, RandomGenerator random) {
    var salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    var hash = new byte[LENGTH];
    random.nextBytes(hash);
    return new PasswordHash(cost, salt, hash);
  }

  /// The hash that `text` spells; empty when it spells none, or one that costs too much to try.
  static Optional<PasswordHash> parse(String text) {
    if (text.length() > TEXT_LENGTH_MAX || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    var parts = text.substring(PREFIX.length()).split("\\$", 4);
    var numbers = parts[0].split(",", 4);
    if (parts.length != 3 || numbers.length != 3) {
      return Optional.empty();
    }
    try {
      var cost =
          new Argon2Cost(
              number(numbers[0], "m="), number(numbers[1], "t="), number(numbers[2], "p="));
      var hash = new PasswordHash(cost, bytes(parts[1]), bytes(parts[2]));
      // Only the one spelling: no leading zeros, no padding.
      return hash.toString().equals(text) ? Optional.of(hash) : Optional.empty();
    } catch (IllegalArgumentException notAHash) {
      return Optional.empty();
    }
  }

  private static int number(String text, String name) {
    if (!text.startsWith(name) || text.length() > name.length() + DIGITS_MAX) {
      throw new IllegalArgumentException();
    }
    return Integer.parseInt(text, name.length(), text.length(), 10);
  }

  private static byte[] bytes(String text) {
    var bytes = Base64.getDecoder().decode(text);
    if (bytes.length < SALT_LENGTH / 2 || bytes.length > LENGTH_MAX) {
      throw new IllegalArgumentException();
    }
    return bytes;
  }

  Argon2Cost cost() {
    return cost;
  }

  /// Whether it is one of `password`; as costly as making it, and in constant time beyond that.
  boolean matches(String password, Argon2id argon2id) {
    return Digests.isEqual(hash, argon2id.hash(password, salt, cost, hash.length));
  }

  /// The form in which it is stored.
  @Override
  public String toString() {
    return "%sm=%d,t=%d,p=%d$%s$%s"
        .formatted(
            PREFIX,
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            BASE64.encodeToString(salt),
            BASE64.encodeToString(hash));
  }
}
