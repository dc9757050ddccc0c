package dev.gatehouse.compat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a client computes for one USER_SRP_AUTH, by the formulas of users §3.3. The AWS SDK for
/// Java leaves this to its user.
final class Srp {
  /// The 3072-bit prime of RFC 5054, appendix A.
  private static final BigInteger N =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22"
              + "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6"
              + "F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D"
              + "C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
              + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E8603"
              + "9B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
              + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D"
              + "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
              + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB31"
              + "43DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
          16);

  private static final BigInteger G = BigInteger.TWO;
  private static final BigInteger K = number(sha256(N.toByteArray(), G.toByteArray()));

  /// `Tue Feb 4 09:05:07 UTC 2025`
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final BigInteger secret = new BigInteger(1024, new SecureRandom());

  /// `SRP_A`.
  final String publicValue = G.modPow(secret, N).toString(16);

  /// The answer to a `PASSWORD_VERIFIER` challenge, without what proves the client.
  Map<String, String> answer(String poolId, Map<String, String> challenge, String password) {
    var poolName = poolId.substring(poolId.indexOf('_') + 1);
    var user = challenge.get("USER_ID_FOR_SRP");
    var timestamp = TIMESTAMP.format(Instant.now());
    var signature =
        hmac(
            key(challenge, poolName + user + ":" + password),
            utf8(poolName + user),
            Base64.getDecoder().decode(challenge.get("SECRET_BLOCK")),
            utf8(timestamp));
    var answer = new LinkedHashMap<String, String>();
    answer.put("USERNAME", challenge.get("USERNAME"));
    answer.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.get("SECRET_BLOCK"));
    answer.put("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(signature));
    answer.put("TIMESTAMP", timestamp);
    return answer;
  }

  private byte[] key(Map<String, String> challenge, String identity) {
    var salt = new BigInteger(challenge.get("SALT"), 16);
    var theirs = new BigInteger(challenge.get("SRP_B"), 16);
    var ours = new BigInteger(publicValue, 16);
    var u = number(sha256(ours.toByteArray(), theirs.toByteArray()));
    var x = number(sha256(salt.toByteArray(), sha256(utf8(identity))));
    var shared = theirs.subtract(K.multiply(G.modPow(x, N))).modPow(secret.add(u.multiply(x)), N);
    var extracted = hmac(u.toByteArray(), shared.toByteArray());
    return Arrays.copyOf(hmac(extracted, utf8("Caldera Derived Key\u0001")), 16);
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(joined(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(joined(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
