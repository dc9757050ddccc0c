package dev.gatehouse.pool;

/// Which tokens a signing key signs: every pool has one key for each (behaviour reference WK-06).
public enum KeyUse {
  ACCESS,
  ID
}
