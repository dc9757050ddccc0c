package dev.gatehouse.oauth;

import dev.gatehouse.crypto.Digests;
import java.util.HexFormat;

/// A document that everybody may read and keep for a while, with its strong validator (RFC 9110
/// §8.8.3).
final class PublicDocument {
  private final byte[] body;
  private final String etag;

  PublicDocument(byte[] body) {
    this(body, "\"" + HexFormat.of().formatHex(Digests.sha256(body), 0, 16) + "\"");
  }

  /// @param etag quoted
  PublicDocument(byte[] body, String etag) {
    this.body = body;
    this.etag = etag;
  }

  /// Not a copy, so nobody may change it.
  byte[] body() {
    return body;
  }

  String etag() {
    return etag;
  }
}
