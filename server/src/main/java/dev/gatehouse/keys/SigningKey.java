package dev.gatehouse.keys;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.pool.KeyUse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A pool's signing key, opened and ready to sign and to verify.
public final class SigningKey {
  private final String kid;
  private final KeyUse use;
  private final Pair pair;
  private final Instant activatesAt;
  private final Optional<Instant> retiresAt;
  private final byte[] header;

  SigningKey(String kid, KeyUse use, Pair pair, Instant activatesAt, Optional<Instant> retiresAt) {
    this.kid = kid;
    this.use = use;
    this.pair = pair;
    this.activatesAt = activatesAt;
    this.retiresAt = retiresAt;
    // TC-02: kid, then alg, nothing else; TC-01: every slash escaped. A kid is Base64 (WK-07), so a
    // slash is the only character that needs it.
    var json = "{\"kid\":\"" + kid.replace("/", "\\/") + "\",\"alg\":\"RS256\"}";
    header =
        Base64.getUrlEncoder().withoutPadding().encode(json.getBytes(StandardCharsets.US_ASCII));
  }

  public String kid() {
    return kid;
  }

  public KeyUse use() {
    return use;
  }

  public RSAPublicKey publicKey() {
    return pair.publicKey;
  }

  public Instant activatesAt() {
    return activatesAt;
  }

  /// When the key leaves the key set; empty while it signs or will sign.
  public Optional<Instant> retiresAt() {
    return retiresAt;
  }

  /// Whether verifiers may still trust it.
  boolean isPublished(Instant now) {
    return retiresAt.map(now::isBefore).orElse(true);
  }

  /// The header of every JWT that this key signs, as base64url; not a copy, so nobody may change
  /// it.
  public byte[] encodedHeader() {
    return header;
  }

  /// The RS256 signature of `text`.
  public byte[] sign(byte[] text) {
    return pair.signer.sign(text);
  }

  /// Whether `signature` is the RS256 signature of `text` by this key.
  public boolean verifies(byte[] text, byte[] signature) {
    return pair.verifier.verifies(text, signature);
  }

  /// Both halves, and who works with them.
  record Pair(RSAPublicKey publicKey, Rsa.Signer signer, Rsa.Verifier verifier) {
    /// @param encodedPrivate PKCS #8
    static Pair of(Rsa rsa, RSAPublicKey publicKey, byte[] encodedPrivate) {
      return new Pair(publicKey, rsa.signer(encodedPrivate), rsa.verifier(publicKey));
    }
  }
}
