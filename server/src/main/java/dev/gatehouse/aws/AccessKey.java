package dev.gatehouse.aws;

import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// An access key as a node holds it: opened, with the signing keys that were derived from it.
final class AccessKey {
  private static final Duration USE_INTERVAL = Duration.ofMinutes(1);
  private static final int DERIVED_MAX = 32;

  private final AccessKeys.Row row;
  private final byte[] secret;
  private final Optional<byte[]> sessionToken;
  private final AccessPolicy policy;
  private final Map<SigningScope, byte[]> derived = new ConcurrentHashMap<>();
  private final AtomicReference<Optional<Instant>> lastUsed;

  /// @param secret ASCII, not copied
  /// @param sessionToken ASCII, not copied
  AccessKey(AccessKeys.Row row, byte[] secret, Optional<byte[]> sessionToken, AccessPolicy policy) {
    this.row = row;
    this.secret = secret;
    this.sessionToken = sessionToken;
    this.policy = policy;
    this.lastUsed = new AtomicReference<>(row.lastUsedAt());
  }

  String id() {
    return row.id();
  }

  boolean isEnabled() {
    return row.enabled();
  }

  /// Only temporary keys expire.
  boolean isExpired(Instant now) {
    return row.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  /// The key that made this temporary one.
  Optional<String> parent() {
    return row.parent();
  }

  Instant createdAt() {
    return row.createdAt();
  }

  /// Whether it is the root of a session of the console ([AccessKeyMint#rootOfSession]): no other
  /// key has an end and no parent.
  boolean isSession() {
    return row.expiresAt().isPresent() && row.parent().isEmpty();
  }

  Optional<byte[]> sessionToken() {
    return sessionToken;
  }

  AccessPolicy policy() {
    return policy;
  }

  String description() {
    return row.description();
  }

  /// The signing key for `scope`, derived once. The number kept is bounded: in dev mode a caller
  /// chooses the Region.
  byte[] signingKey(SigningScope scope) {
    var known = derived.get(scope);
    if (known != null) {
      return known;
    }
    if (derived.size() >= DERIVED_MAX) {
      derived.clear();
    }
    return derived.computeIfAbsent(scope, s -> s.derive(secret));
  }

  /// Whether a use at `now` is to be recorded: once a minute (D7). Says so to one caller only.
  boolean shouldRecordUse(Instant now) {
    var last = lastUsed.get();
    return last.filter(at -> now.isBefore(at.plus(USE_INTERVAL))).isEmpty()
        && lastUsed.compareAndSet(last, Optional.of(now));
  }

  /// A key that nobody has: verifying against it costs what verifying against a real one costs
  /// (SV-03).
  static AccessKey decoy() {
    var secret = "decoy".repeat(8).getBytes(StandardCharsets.US_ASCII);
    var row =
        new AccessKeys.Row(
            "",
            new Sealed(""),
            "",
            false,
            "",
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AccessKey(row, secret, Optional.empty(), AccessPolicy.ADMINISTRATOR);
  }
}
