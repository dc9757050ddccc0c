package dev.gatehouse.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's half of Cognito's SRP, as the JavaScript clients compute it: on hexadecimal texts
/// (behaviour reference §3.3). It shares nothing with the product.
public final class SrpClient {
  /// The prime.
  public static final BigInteger N =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
              + "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED"
              + "6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA"
              + "48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4A"
              + "BC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9"
              + "DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521"
              + "ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25"
              + "619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C77"
              + "0988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
          16);

  private static final BigInteger G = BigInteger.TWO;
  private static final byte[] INFO =
      "Caldera Derived Key\u0001".getBytes(StandardCharsets.ISO_8859_1);

  private final BigInteger a;
  private final BigInteger publicValue;

  /// @param a the secret exponent
  public SrpClient(BigInteger a) {
    this.a = a;
    publicValue = G.modPow(a, N);
  }

  /// Who signs in, and where.
  ///
  /// @param group the part of the pool's id after the underscore
  /// @param userId `USER_ID_FOR_SRP`
  public record Identity(String group, String userId) {}

  /// What `PASSWORD_VERIFIER` asks: `SALT` and `SRP_B`.
  public record Challenge(String salt, String b) {}

  /// What both sides sign: the bytes of `SECRET_BLOCK`, and `TIMESTAMP`.
  public record Claim(byte[] secretBlock, String timestamp) {}

  /// `SRP_A`.
  public String publicValue() {
    return publicValue.toString(16);
  }

  /// `PASSWORD_CLAIM_SIGNATURE`.
  public String signature(Identity who, String password, Challenge challenge, Claim claim) {
    var u = number(sha256(unhex(padded(publicValue)), unhex(padded(number(challenge.b)))));
    var credentials = (who.group + who.userId + ":" + password).getBytes(StandardCharsets.UTF_8);
    var x = number(sha256(unhex(padded(number(challenge.salt))), sha256(credentials)));
    var k = number(sha256(unhex(padded(N)), unhex(padded(G))));
    var base = number(challenge.b).subtract(k.multiply(G.modPow(x, N))).mod(N);
    var shared = base.modPow(a.add(u.multiply(x)), N);
    var key = hmac(hmac(unhex(padded(u)), unhex(padded(shared))), INFO);
    var message =
        join(
            (who.group + who.userId).getBytes(StandardCharsets.UTF_8),
            claim.secretBlock,
            claim.timestamp.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hmac(Arrays.copyOf(key, 16), message));
  }

  /// An even number of digits, and `00` before a first digit of 8 to f.
  private static String padded(BigInteger value) {
    var digits = value.toString(16);
    if (digits.length() % 2 == 1) {
      return "0" + digits;
    }
    return "89abcdef".indexOf(digits.charAt(0)) >= 0 ? "00" + digits : digits;
  }

  private static BigInteger number(String digits) {
    return new BigInteger(digits, 16);
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] unhex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(join(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
