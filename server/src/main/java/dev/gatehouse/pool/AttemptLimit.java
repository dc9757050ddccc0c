package dev.gatehouse.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often something may be tried (behaviour reference users §2.13, goal S6). Pure: a count as it
/// is stored, and the time. A guess is reserved, and the reservation stored, before anybody looks
/// whether it is right (BF-03); a right one is given back.
///
/// Passwords lock: from the fifth without success in a row for a second, twice as long with each
/// further one, up to 15 minutes (BF-01). What is tried meanwhile is refused and does not count.
/// After 15 minutes without one the row begins anew. Everything else is limited by the hour, which
/// begins with the first.
///
/// Over a long time: a hundred passwords without success, however slowly, are the end until one is
/// set; fifty wrong codes likewise, whoever asked for new ones (S6, BF-09, BF-11). After 30 days
/// without another, that is forgotten too, so that nobody is locked out for ever (BF-07).
public final class AttemptLimit {
  /// Passwords without success that are free of any lock.
  private static final int FREE_PASSWORDS = 5;

  private static final Duration LOCK_MAX = Duration.ofMinutes(15);

  /// Without a wrong password for so long, the lock is forgotten.
  private static final Duration QUIET = Duration.ofMinutes(15);

  /// 2 to the power of this in seconds is more than [#LOCK_MAX].
  private static final int DOUBLINGS_MAX = 10;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(30);
  private static final int PASSWORDS_MAX = 100;
  private static final int CODES_MAX = 50;

  private AttemptLimit() {}

  /// What the kinds allow.
  ///
  /// @param hourMax §2.13; of `ConfirmForgotPassword`, which is said to have 5 to 20, assumed
  /// @param longMax of messages there is no such limit
  private record Limit(int hourMax, int longMax) {
    static Limit of(AttemptKind kind) {
      return switch (kind) {
        case PASSWORD -> new Limit(Integer.MAX_VALUE, PASSWORDS_MAX);
        case CHANGE_PASSWORD -> new Limit(5, PASSWORDS_MAX);
        case SIGN_UP_CODE, ATTRIBUTE_CODE -> new Limit(15, CODES_MAX);
        case RESET_CODE -> new Limit(20, CODES_MAX);
        case SIGN_UP_SEND, RESET_SEND, ATTRIBUTE_SEND -> new Limit(5, Integer.MAX_VALUE);
        case RECIPIENT_SEND -> new Limit(0, Integer.MAX_VALUE); // For [#another] alone.
      };
    }

    boolean isLong() {
      return longMax < Integer.MAX_VALUE;
    }

    boolean allows(AttemptCount count) {
      return count.recent() < hourMax && count.total() < longMax;
    }
  }

  /// The count with one more, if there may be one more at `now`.
  ///
  /// @param stored as it was read under its lock
  /// @throws RefusedException with [Refusal.PasswordAttemptsExceeded] for passwords, with
  ///   [Refusal.AttemptLimitExceeded] for everything else; nothing counts then
  public static AttemptCount reserve(AttemptKind kind, AttemptCount stored, Instant now) {
    return tryReserve(kind, stored, now)
        .orElseThrow(() ->
            new RefusedException(
                kind == AttemptKind.PASSWORD
                    ? new Refusal.PasswordAttemptsExceeded()
                    : new Refusal.AttemptLimitExceeded()));
  }

  /// As [#reserve]; empty instead of a refusal.
  public static Optional<AttemptCount> tryReserve(
      AttemptKind kind, AttemptCount stored, Instant now) {
    var count = standing(kind, stored, now);
    var isLocked = kind == AttemptKind.PASSWORD && now.isBefore(lockedUntil(count));
    return isLocked || !Limit.of(kind).allows(count)
        ? Optional.empty()
        : Optional.of(more(count, now));
  }

  /// The count of [AttemptKind#RECIPIENT_SEND] with one more, if that is not more than `max` in its
  /// hour. Not the service's limit but the operator's.
  public static Optional<AttemptCount> another(AttemptCount stored, int max, Instant now) {
    var count = standing(AttemptKind.RECIPIENT_SEND, stored, now);
    return count.recent() < max ? Optional.of(more(count, now)) : Optional.empty();
  }

  /// How long it is until the next password is looked at; zero when it is now.
  public static Duration passwordWait(AttemptCount stored, Instant now) {
    var count = standing(AttemptKind.PASSWORD, stored, now);
    var until =
        Limit.of(AttemptKind.PASSWORD).allows(count)
            ? lockedUntil(count)
            : expiresAt(AttemptKind.PASSWORD, stored);
    return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
  }

  private static AttemptCount more(AttemptCount count, Instant now) {
    return new AttemptCount(count.recent() + 1, count.recentSince(), count.total() + 1, now);
  }

  /// What still counts at `now`.
  private static AttemptCount standing(AttemptKind kind, AttemptCount stored, Instant now) {
    var recentEnd =
        kind == AttemptKind.PASSWORD ? quietAt(stored) : stored.recentSince().plus(HOUR);
    var isRecent = now.isBefore(recentEnd);
    return new AttemptCount(
        isRecent ? stored.recent() : 0,
        isRecent ? stored.recentSince() : now,
        now.isBefore(expiresAt(kind, stored)) ? stored.total() : 0,
        stored.lastAt());
  }

  /// When the next password is looked at: at once for fewer than five.
  private static Instant lockedUntil(AttemptCount count) {
    return count.recent() < FREE_PASSWORDS
        ? Instant.MIN
        : count.lastAt().plus(lock(count.recent()));
  }

  /// 2^(n-5) seconds, up to 15 minutes.
  private static Duration lock(int n) {
    var doubled = Duration.ofSeconds(1L << Math.min(n - FREE_PASSWORDS, DOUBLINGS_MAX));
    return doubled.compareTo(LOCK_MAX) > 0 ? LOCK_MAX : doubled;
  }

  /// The count without the one that turned out to be right. What others have guessed meanwhile
  /// stays counted. After a right password nothing does: its row is deleted instead.
  public static AttemptCount giveBack(AttemptCount stored) {
    return new AttemptCount(
        Math.max(0, stored.recent() - 1),
        stored.recentSince(),
        Math.max(0, stored.total() - 1),
        stored.lastAt());
  }

  /// From when a count of passwords has no lock any more, and the row begins anew.
  public static Instant quietAt(AttemptCount count) {
    return count.lastAt().plus(QUIET);
  }

  /// From when the count allows everything that no count would: of messages, which only the hour
  /// limits, when that has passed.
  public static Instant expiresAt(AttemptKind kind, AttemptCount count) {
    return Limit.of(kind).isLong() ? count.lastAt().plus(LONG) : count.recentSince().plus(HOUR);
  }
}
