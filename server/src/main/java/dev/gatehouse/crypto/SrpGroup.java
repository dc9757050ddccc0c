package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The group of Cognito's SRP: the 3072-bit prime of RFC 5054 (the MODP group 15 of RFC 3526) with
/// the generator 2, and SHA-256 (behaviour reference §3.3).
final class SrpGroup {
  /// The prime.
  static final BigInteger N =
      new BigInteger(
          """
          FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74
          020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437
          4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
          EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05
          98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB
          9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B
          E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718
          3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33
          A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7
          ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864
          D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2
          08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF
          """
              .replace("\n", ""),
          16);

  /// The generator.
  static final BigInteger G = BigInteger.TWO;

  /// The multiplier `SHA256(enc(N) ‖ enc(g))`.
  static final BigInteger K = hash(N.toByteArray(), G.toByteArray());

  /// Length of a value of the group, in bytes.
  static final int LENGTH = 384;

  /// The table pays when it has been used some dozens of times; a server that signs nobody in by
  /// SRP has none.
  static final int USES_BEFORE_TABLE = 100;

  private static final AtomicInteger USES = new AtomicInteger();
  private static volatile @Nullable SrpPowers powers;

  private SrpGroup() {}

  /// `g^exponent mod N`
  static BigInteger power(BigInteger exponent) {
    var table = powers;
    if (table != null && exponent.bitLength() <= SrpPowers.BITS) {
      return table.of(exponent);
    }
    // Who comes while one makes it goes on without.
    if (table == null && USES.incrementAndGet() == USES_BEFORE_TABLE) {
      powers = new SrpPowers();
    }
    return G.modPow(exponent, N);
  }

  /// SHA-256 of `parts`, read as a number. A number among the parts is `enc`: its shortest two's
  /// complement, which is what [BigInteger#toByteArray] gives, never a fixed width (§3.3).
  static BigInteger hash(byte[]... parts) {
    return new BigInteger(1, Digests.sha256(parts));
  }

  /// Whether `value` is between 1 and N - 1.
  static boolean contains(BigInteger value) {
    return value.signum() > 0 && value.compareTo(N) < 0;
  }

  /// `value` in [#LENGTH] bytes.
  static byte[] fixed(BigInteger value) {
    var shortest = value.toByteArray();
    var bytes = new byte[LENGTH];
    int length = Math.min(shortest.length, LENGTH); // One more when the top bit is set: a zero.
    System.arraycopy(shortest, shortest.length - length, bytes, LENGTH - length, length);
    return bytes;
  }
}
