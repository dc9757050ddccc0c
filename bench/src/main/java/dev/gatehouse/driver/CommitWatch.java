package dev.gatehouse.driver;

import java.nio.charset.StandardCharsets;

/// Finds the COMMIT in what a client of PostgreSQL sends: the text of a Parse message for the
/// unnamed statement is `00 COMMIT 00`, which no value in a Bind message can be, because its length
/// stands before it. Remembers the end of what it saw: a message may come in pieces. Not
/// thread-safe.
final class CommitWatch {
  private static final byte[] COMMIT = "\0COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private int matched;

  /// Whether one ends in these bytes, which come next.
  boolean passesIn(byte[] bytes, int length) {
    boolean found = false;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == COMMIT[matched]) {
        matched++;
      } else {
        // Nothing in it repeats but the first byte.
        matched = bytes[i] == COMMIT[0] ? 1 : 0;
      }
      if (matched == COMMIT.length) {
        found = true;
        // Its last byte may be the first of the next.
        matched = 1;
      }
    }
    return found;
  }
}
