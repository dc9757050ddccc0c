package dev.gatehouse.driver;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's half of an SRP sign-in (behaviour reference users §3.3), written apart from the
/// server's, so that both would have to be wrong alike. For one sign-in.
public final class SrpSignIn {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int EXPONENT_BITS = 256;
  private static final BigInteger G = BigInteger.TWO;

  /// RFC 3526 §4: 2^3072 - 2^3008 - 1 + 2^64 * (floor(2^2942 * pi) + 1690314).
  private static final BigInteger N =
      BigInteger.TWO
          .pow(3072)
          .subtract(BigInteger.TWO.pow(3008))
          .subtract(BigInteger.ONE)
          .add(BigInteger.TWO.pow(64).multiply(piTimes(2942).add(BigInteger.valueOf(1_690_314))));

  private static final BigInteger K = number(sha256(bytes(N), bytes(G)));

  private final BigInteger secret = new BigInteger(EXPONENT_BITS, new Random());
  private final BigInteger publicValue = G.modPow(secret, N);

  /// `SRP_A`.
  public String publicValue() {
    return publicValue.toString(16);
  }

  /// What `PASSWORD_VERIFIER` says of an exchange.
  ///
  /// @param secretBlock as it came
  public record Challenge(String salt, String publicValue, String secretBlock, String userId) {}

  /// What proves the password.
  ///
  /// @param signature `PASSWORD_CLAIM_SIGNATURE`
  public record Proof(String timestamp, String signature) {}

  /// `AuthParameters` that start it.
  public JsonObject start(String username) {
    return JsonValue.object().put("USERNAME", username).put("SRP_A", publicValue()).build();
  }

  /// `ChallengeResponses` that answer it.
  ///
  /// @param begun `ChallengeParameters` as they came
  public JsonObject answer(String poolId, String password, JsonObject begun) {
    var userId = begun.string("USER_ID_FOR_SRP").orElseThrow();
    var block = begun.string("SECRET_BLOCK").orElseThrow();
    var proof =
        proof(
            poolId.substring(poolId.indexOf('_') + 1),
            password,
            new Challenge(
                begun.string("SALT").orElseThrow(),
                begun.string("SRP_B").orElseThrow(),
                block,
                userId));
    return JsonValue.object()
        .put("USERNAME", userId)
        .put("PASSWORD_CLAIM_SECRET_BLOCK", block)
        .put("TIMESTAMP", proof.timestamp())
        .put("PASSWORD_CLAIM_SIGNATURE", proof.signature())
        .build();
  }

  /// `TIMESTAMP` as clients write it.
  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /// @param poolName the part of the pool's id after the underscore
  public Proof proof(String poolName, String password, Challenge challenge) {
    var b = new BigInteger(challenge.publicValue, 16);
    var salt = new BigInteger(challenge.salt, 16);
    var u = number(sha256(bytes(publicValue), bytes(b)));
    var who = poolName + challenge.userId;
    var x = number(sha256(bytes(salt), sha256(utf8(who + ":" + password))));
    var base = b.subtract(K.multiply(G.modPow(x, N))).mod(N);
    var shared = base.modPow(secret.add(u.multiply(x)), N);
    var key = hmac(hmac(bytes(u), bytes(shared)), utf8("Caldera Derived Key\u0001"));
    var timestamp = timestamp(Instant.now());
    var text = join(utf8(who), Base64.getDecoder().decode(challenge.secretBlock), utf8(timestamp));
    return new Proof(
        timestamp, Base64.getEncoder().encodeToString(hmac(Arrays.copyOf(key, 16), text)));
  }

  /// floor(2^bits * pi), by Machin's formula.
  private static BigInteger piTimes(int bits) {
    var guard = 64;
    var one = BigInteger.ONE.shiftLeft(bits + guard);
    return arccot(5, one)
        .multiply(BigInteger.valueOf(4))
        .subtract(arccot(239, one))
        .multiply(BigInteger.valueOf(4))
        .shiftRight(guard);
  }

  private static BigInteger arccot(int x, BigInteger one) {
    var square = BigInteger.valueOf((long) x * x);
    var power = one.divide(BigInteger.valueOf(x));
    var sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(square).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
    }
    return sum;
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] bytes(BigInteger value) {
    return value.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
