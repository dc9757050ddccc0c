package dev.gatehouse.users;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.store.Attempts;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Codes that were never sent to users whom there is not. They are asked for, counted, and die as
/// others do, so that a guess is answered as a user's would be: wrong while there would be a code,
/// expired before and after (§2.9, EN-03). Where they go is made up of the name, the same each time
/// (EN-02).
///
/// Kept among the attempts, which know nothing but a hash of the name and delete themselves: a row
/// is a code, `recentSince` when it was sent, `recent` how often it was guessed.
final class DecoyCodes {
  private static final int LETTERS = 26;
  private static final int PHONE_DIGITS = 10;

  private final KeyedHash hashes;

  DecoyCodes(KeyedHash hashes) {
    this.hashes = hashes;
  }

  private String subject(Named who) {
    return hashes.of("code", who.subject());
  }

  /// The code that would be sent, not stored yet.
  Attempts.Row prepare(Named who, CodeUse use, Instant now) {
    return new Attempts.Row(
        who.poolId(), subject(who), use.guesses(), AttemptCount.none(now), now.plus(use.ttl()));
  }

  /// Notes that it would have been sent, in place of the one before.
  static void send(WriteTx tx, Attempts.Row code) {
    tx.attempts().replace(code);
  }

  /// Counts a guess of it, in one statement, as of a user's code (EN-06).
  ///
  /// @return whether there would be a code, which is then another one
  boolean guess(WriteTx tx, Named who, CodeUse use, Instant now) {
    return tx.attempts()
        .increase(who.poolId(), subject(who), use.guesses())
        .filter(row -> now.isBefore(row.expiresAt()) && row.count().recent() <= Codes.GUESSES_MAX)
        .isPresent();
  }

  /// Where a code would go: to the name itself where it is an address over which the pool sends
  /// codes, otherwise over the medium that it uses first.
  ///
  /// @param media of which the pool uses one, in order; at least one
  Destination destination(Named who, List<DeliveryMedium> media) {
    var name = who.folded();
    for (var medium : media) {
      if (NewName.isOfFormat(NewName.kind(medium), name)) {
        return new Destination(medium, name);
      }
    }
    var hash = hashes.of("address", who.poolId().value(), who.nameHash());
    return switch (media.getFirst()) {
      case EMAIL -> new Destination(DeliveryMedium.EMAIL, letter(hash, 0) + "@" + letter(hash, 1));
      case SMS -> new Destination(DeliveryMedium.SMS, "+1" + digits(hash));
    };
  }

  private static String letter(String hash, int place) {
    return String.valueOf((char) ('a' + hash.charAt(place) % LETTERS));
  }

  private static String digits(String hash) {
    int number = Math.floorMod(hash.hashCode(), 10_000);
    return String.format(Locale.ROOT, "%0" + PHONE_DIGITS + "d", number);
  }
}
