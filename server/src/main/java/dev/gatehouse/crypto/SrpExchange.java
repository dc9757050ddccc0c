package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The server's half of one sign-in by SRP-6a as Cognito speaks it (§3.3): a secret exponent `b`,
/// used once, and `B = (k·v + g^b) mod N`. Between the two calls it lives where the caller keeps
/// it, sealed: who has `b` can try passwords offline.
///
/// ```
/// client                                 server
/// USERNAME, SRP_A                   →    SrpPublic.parse, begin
/// SALT, SRP_B, SECRET_BLOCK         ←    publicValue
/// PASSWORD_CLAIM_SIGNATURE, …       →    agree, proves
/// ```
///
/// What is in constant time here and what is not: record 19.
public final class SrpExchange {
  /// RFC 5054 §2.5.3 asks for at least 256 bits.
  private static final int SECRET_LENGTH = 32;

  private final BigInteger secret;
  private final SrpPublic publicValue;

  private SrpExchange(BigInteger secret, SrpPublic publicValue) {
    this.secret = secret;
    this.publicValue = publicValue;
  }

  /// A new one for the user of `verifier`. Costs one exponentiation.
  ///
  /// @param random a `SecureRandom` outside tests
  public static SrpExchange begin(SrpVerifier verifier, RandomGenerator random) {
    var secret = new byte[SECRET_LENGTH];
    random.nextBytes(secret);
    return with(new BigInteger(1, secret), verifier);
  }

  static SrpExchange with(BigInteger secret, SrpVerifier verifier) {
    var masked = SrpGroup.power(secret);
    var sum = SrpGroup.K.multiply(verifier.value()).add(masked).mod(SrpGroup.N);
    return new SrpExchange(secret, new SrpPublic(sum));
  }

  /// The one that was begun in an earlier call. The caller lets it be answered once, rightly or
  /// wrongly (SR-04): the time of [#agree] depends on the secret.
  ///
  /// @param secret what [#secret] gave
  public static SrpExchange resume(byte[] secret, SrpPublic publicValue) {
    return new SrpExchange(new BigInteger(1, secret), publicValue);
  }

  /// `B`, to be sent as `SRP_B`.
  public SrpPublic publicValue() {
    return publicValue;
  }

  /// `b` in 32 bytes, to be sealed.
  public byte[] secret() {
    var bytes = SrpGroup.fixed(secret);
    return Arrays.copyOfRange(bytes, bytes.length - SECRET_LENGTH, bytes.length);
  }

  /// The key that both sides have when the client knows the password. Costs two exponentiations.
  ///
  /// @param client `A`
  /// @param verifier the one that this was begun with
  public SrpSessionKey agree(SrpPublic client, SrpVerifier verifier) {
    return agree(client, verifier, SrpGroup.hash(client.encoded(), publicValue.encoded()));
  }

  /// `S = (A · v^u)^b mod N`
  ///
  /// @throws IllegalArgumentException when `u` is zero: the key would not depend on the password.
  ///   Nobody can choose values that hash to it.
  SrpSessionKey agree(SrpPublic client, SrpVerifier verifier, BigInteger u) {
    if (u.signum() == 0) {
      throw new IllegalArgumentException("u is zero");
    }
    var base = client.value().multiply(verifier.value().modPow(u, SrpGroup.N)).mod(SrpGroup.N);
    return SrpSessionKey.derive(base.modPow(secret, SrpGroup.N), u);
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "SrpExchange[…]";
  }
}
