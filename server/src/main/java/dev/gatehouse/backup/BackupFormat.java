package dev.gatehouse.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What stands where in a backup (docs/decisions/0013-backup.md).
///
/// In clear: the mark, the sealed key of this file, and the SHA-256 of both, which tells a damaged
/// file from another master key. Then the sealed chunks; in them the header (its length, JSON), and
/// for each table its rows (length, bytes), the mark of its end, their number and SHA-256; after
/// the last one the mark of the end. Lengths and marks are 4 bytes, numbers 8, the highest first.
final class BackupFormat {
  /// Ends with the version of the format.
  static final byte[] MARK = "GATEHOUSE BACKUP 1\n".getBytes(StandardCharsets.US_ASCII);

  /// What the file's key is sealed for.
  static final String CONTEXT = "backup|1";

  static final int END_OF_TABLE = -1;
  static final int END = -2;

  private BackupFormat() {}

  static byte[] beginning(byte[] sealedKey) {
    return ByteBuffer.allocate(MARK.length + sealedKey.length).put(MARK).put(sealedKey).array();
  }
}
