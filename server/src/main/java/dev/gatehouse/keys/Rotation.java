package dev.gatehouse.keys;

import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.store.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a rotation does with the keys that a pool has, as steps for the caller to store. Pure.
final class Rotation {
  private Rotation() {}

  /// What happens to one old key.
  sealed interface Step {}

  /// It is withdrawn.
  record Delete(String kid) implements Step {}

  /// It stays published until `at`.
  record Retire(String kid, Instant at) implements Step {}

  /// Rotation with overlap (JW-24): new keys are published at `now` and sign from `now` +
  /// [PoolKeys#LEAD]; the keys that sign until then stay published [PoolKeys#OVERLAP] longer,
  /// however often a rotation is repeated meanwhile. Keys that would only have begun to sign never
  /// will, and are withdrawn with those whose time is over.
  static List<Step> withOverlap(List<SigningKeys.Row> keys, Instant now) {
    var steps = new ArrayList<Step>();
    for (var use : KeyUse.values()) {
      var ofUse = keys.stream().filter(key -> key.use() == use).toList();
      var signing = signing(ofUse, now);
      for (var key : ofUse) {
        if (signing.filter(key::equals).isPresent()) {
          steps.add(new Retire(key.kid(), now.plus(PoolKeys.LEAD).plus(PoolKeys.OVERLAP)));
        } else if (key.activatesAt().isAfter(now) || isOver(key, now)) {
          steps.add(new Delete(key.kid()));
        }
      }
    }
    return steps;
  }

  /// Rotation without overlap: every old key is withdrawn.
  static List<Step> atOnce(List<SigningKeys.Row> keys) {
    return keys.stream().<Step>map(key -> new Delete(key.kid())).toList();
  }

  /// As [KeyRing#signing] decides.
  private static Optional<SigningKeys.Row> signing(List<SigningKeys.Row> keys, Instant now) {
    var order =
        Comparator.comparing(SigningKeys.Row::activatesAt).thenComparing(SigningKeys.Row::kid);
    return keys.stream()
        .filter(key -> !key.activatesAt().isAfter(now))
        .max(order)
        .or(() -> keys.stream().min(order));
  }

  private static boolean isOver(SigningKeys.Row key, Instant now) {
    return key.retiresAt().map(at -> !now.isBefore(at)).orElse(false);
  }
}
