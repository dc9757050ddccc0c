package dev.gatehouse.token;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.pool.UserPoolId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// A refresh token. To programs it looks as the service's does, which is a JWE that only the
/// service can read (users §5.2): five parts, the first of which says `RSA-OAEP` and `A256GCM`.
/// Here the second is the pool, and the others what [Sealer] makes: version and nonce, ciphertext,
/// tag.
///
/// ```
/// eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.dXMtZWFzdC0xX2ExQjJjM0Q0ZQ.….….…
/// ```
///
/// @param originJti which family
/// @param generation which token of the family: the first is 1
/// @param secret of the family, [#SECRET_LENGTH] bytes in Base64 for URLs; only its hash is stored
record RefreshToken(UserPoolId poolId, UUID originJti, long generation, String secret) {
  static final int SECRET_LENGTH = 32;

  private static final String HEADER =
      CanonicalBase64.encode(
          "{\"cty\":\"JWT\",\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP\"}"
              .getBytes(StandardCharsets.US_ASCII));

  private static final int PARTS = 5;
  private static final int LENGTH_MAX = 512;

  /// Version and nonce, before the ciphertext; the tag after it.
  private static final int PREFIX_LENGTH = 13;

  private static final int TAG_LENGTH = 16;
  private static final int PLAIN_LENGTH = 3 * Long.BYTES + SECRET_LENGTH;

  /// As the client gets it; another text each time.
  String seal(Sealer sealer) {
    var plain =
        ByteBuffer.allocate(PLAIN_LENGTH)
            .putLong(originJti.getMostSignificantBits())
            .putLong(originJti.getLeastSignificantBits())
            .putLong(generation)
            .put(CanonicalBase64.decode(secret))
            .array();
    var sealed = sealer.seal(plain, context(poolId));
    var tag = sealed.length - TAG_LENGTH;
    return String.join(
        ".",
        HEADER,
        CanonicalBase64.encode(poolId.value().getBytes(StandardCharsets.US_ASCII)),
        CanonicalBase64.encode(Arrays.copyOf(sealed, PREFIX_LENGTH)),
        CanonicalBase64.encode(Arrays.copyOfRange(sealed, PREFIX_LENGTH, tag)),
        CanonicalBase64.encode(Arrays.copyOfRange(sealed, tag, sealed.length)));
  }

  /// The token that `text` is; empty for every text that this installation has not made (RT-15).
  static Optional<RefreshToken> parse(String text, Sealer sealer) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var parts = text.split("\\.", PARTS + 1);
    if (parts.length != PARTS || !parts[0].equals(HEADER)) {
      return Optional.empty();
    }
    try {
      return UserPoolId.parse(
              new String(CanonicalBase64.decode(parts[1]), StandardCharsets.US_ASCII))
          .flatMap(pool -> open(pool, parts, sealer));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<RefreshToken> open(UserPoolId pool, String[] parts, Sealer sealer) {
    var prefix = CanonicalBase64.decode(parts[2]);
    var ciphertext = CanonicalBase64.decode(parts[3]);
    var tag = CanonicalBase64.decode(parts[4]);
    if (prefix.length != PREFIX_LENGTH || tag.length != TAG_LENGTH) {
      return Optional.empty();
    }
    var sealed =
        ByteBuffer.allocate(PREFIX_LENGTH + ciphertext.length + TAG_LENGTH)
            .put(prefix)
            .put(ciphertext)
            .put(tag)
            .array();
    try {
      return read(pool, ByteBuffer.wrap(sealer.open(sealed, context(pool))));
    } catch (UnsealException forged) {
      return Optional.empty();
    }
  }

  private static Optional<RefreshToken> read(UserPoolId pool, ByteBuffer plain) {
    var originJti = new UUID(plain.getLong(), plain.getLong());
    var generation = plain.getLong();
    var secret = new byte[SECRET_LENGTH];
    plain.get(secret);
    return Optional.of(
        new RefreshToken(pool, originJti, generation, CanonicalBase64.encode(secret)));
  }

  private static String context(UserPoolId pool) {
    return "refresh-token|" + pool;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "RefreshToken[" + poolId + " " + originJti + " " + generation + "]";
  }
}
