package dev.gatehouse.store.portable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How many rows a table has, and what they are.
///
/// @param sha256 of the rows in the order of the key, each after its length; lower-case hex
public record Tally(long rows, String sha256) {
  /// Counts and hashes rows as they pass.
  public static final class Counter {
    private final MessageDigest digest = sha256();
    private long rows;

    public void add(byte[] row) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(row.length).flip());
      digest.update(row);
      rows++;
    }

    /// What has passed. The counter is used up by it.
    public Tally tally() {
      return new Tally(rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
