package dev.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.keys.Rotation.Delete;
import dev.gatehouse.keys.Rotation.Retire;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// RL-71: thousands of schedules of rotations, tokens and time, against what verifiers rely on.
class RotationScheduleTest {
  private static final int SCHEDULES = 1_000;
  private static final int STEPS = 60;

  /// The longest life of a token (AC-12).
  private static final Duration TOKEN_MAX = Duration.ofDays(1);

  private static final KeyPair PAIR = pair();
  private static final SigningKey.Pair HALVES =
      SigningKey.Pair.of(
          new Rsa(), (RSAPublicKey) PAIR.getPublic(), PAIR.getPrivate().getEncoded());

  private Instant now = Rows.NOW;
  private final Map<String, SigningKeys.Row> keys = new LinkedHashMap<>();
  private int made;

  /// A token that verifiers may still see.
  private record Token(String kid, Instant expires) {}

  @Test
  void rl_71_whenever_keys_are_rotated_every_living_token_can_be_verified() {
    var seed = Long.getLong("gatehouse.seed", System.nanoTime());
    var random = new Random(seed);
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      keys.clear();
      mint(now);
      run(new Random(random.nextLong()), "-Dgatehouse.seed=" + seed + " schedule " + schedule);
    }
  }

  private void run(Random random, String name) {
    var tokens = new ArrayList<Token>();
    // What a verifier fetched as long ago as it may.
    var cached = new LinkedHashMap<Instant, String>();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0 -> rotate();
        case 1, 2, 3 -> now = now.plus(Duration.ofSeconds(random.nextInt(600)));
        case 4 -> now = now.plus(Duration.ofMinutes(random.nextInt(24 * 60)));
        default -> {
          var kid = ring().signing(KeyUse.ACCESS, now).kid();
          cached.forEach((at, set) -> {
            if (!at.plus(PoolKeys.CACHEABLE).isBefore(now)) {
              assertThat(set).as("%s: cached since %s", name, at).contains(kid);
            }
          });
          tokens.add(new Token(kid, now.plus(TOKEN_MAX)));
        }
      }
      var published = published();
      cached.put(now, published);
      tokens.removeIf(token -> token.expires.isBefore(now));
      for (var token : tokens) {
        assertThat(published).as("%s: at %s", name, now).contains(token.kid);
      }
    }
    assertThat(keys.size()).as("%s: keys are withdrawn again", name).isLessThan(STEPS);
  }

  private String published() {
    return new String(ring().published(now).json(), StandardCharsets.UTF_8);
  }

  private KeyRing ring() {
    return new KeyRing(keys.values().stream().map(RotationScheduleTest::open).toList());
  }

  private void rotate() {
    for (var step : Rotation.withOverlap(List.copyOf(keys.values()), now)) {
      switch (step) {
        case Delete(var kid) -> keys.remove(kid);
        case Retire(var kid, var at) -> keys.computeIfPresent(kid, (_, row) -> retired(row, at));
      }
    }
    mint(now.plus(PoolKeys.LEAD));
  }

  private void mint(Instant activatesAt) {
    for (var use : KeyUse.values()) {
      var kid = "kid" + made++ + "=";
      keys.put(
          kid,
          new SigningKeys.Row(
              Rows.POOL, kid, use, "cHVi", new Sealed("c2Vh"), now, activatesAt, Optional.empty()));
    }
  }

  private static SigningKeys.Row retired(SigningKeys.Row row, Instant at) {
    return new SigningKeys.Row(
        row.poolId(),
        row.kid(),
        row.use(),
        row.publicKey(),
        row.privateKey(),
        row.createdAt(),
        row.activatesAt(),
        Optional.of(at));
  }

  private static SigningKey open(SigningKeys.Row row) {
    return new SigningKey(row.kid(), row.use(), HALVES, row.activatesAt(), row.retiresAt());
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
