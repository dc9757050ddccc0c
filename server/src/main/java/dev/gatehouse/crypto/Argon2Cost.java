package dev.gatehouse.crypto;

/// What one Argon2id hash costs (RFC 9106 §3.1).
///
/// @param memoryKib memory in KiB
/// @param passes over the memory
/// @param lanes of the memory; the hash depends on how many
public record Argon2Cost(int memoryKib, int passes, int lanes) {
  /// 19 MiB, two passes, one lane: the least that OWASP recommends (SR-10).
  public static final Argon2Cost OWASP = new Argon2Cost(19 * 1024, 2, 1);

  /// What a stored hash may ask for at most: enough to be raised to what RFC 9106 §4 recommends,
  /// too little to bring a process down.
  private static final int MEMORY_KIB_MAX = 64 * 1024;

  private static final int PASSES_MAX = 16;
  private static final int LANES_MAX = 4;

  public Argon2Cost {
    if (lanes < 1
        || lanes > LANES_MAX
        || passes < 1
        || passes > PASSES_MAX
        || memoryKib < 8 * lanes
        || memoryKib > MEMORY_KIB_MAX) {
      throw new IllegalArgumentException("not a cost of Argon2id");
    }
  }
}
