package dev.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in memory that is used again and, in between, cleared: as much as is needed
/// at once at the usual cost. Thread-safe.
final class Argon2id {
  private final Argon2BytesGenerator.BlockPool memory;

  /// @param usual the cost that the memory is for; others are possible
  /// @param atOnce how many hashes at the same time it is for
  Argon2id(Argon2Cost usual, int atOnce) {
    int blocks = Argon2BytesGenerator.getBlockCount(usual.memoryKib(), usual.lanes());
    memory = new Argon2BytesGenerator.FixedBlockPool(atOnce * blocks);
  }

  byte[] hash(String password, byte[] salt, Argon2Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .withBlockPool(memory)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
