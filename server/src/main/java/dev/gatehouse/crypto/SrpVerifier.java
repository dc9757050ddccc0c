package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// What the server keeps of a password to check a proof of it: `v = g^x mod N` (§3.3). Who has it
/// can try passwords offline, so it is stored sealed (design D12, SR-09) and never printed.
public final class SrpVerifier {
  private final BigInteger value;

  private SrpVerifier(BigInteger value) {
    if (!SrpGroup.contains(value)) {
      throw new IllegalArgumentException("not a verifier");
    }
    this.value = value;
  }

  /// The verifier of `password`, which is hashed as it was sent: clients hash what was typed
  /// (record 20). Costs one exponentiation.
  public static SrpVerifier derive(SrpIdentity who, SrpSalt salt, String password) {
    return new SrpVerifier(SrpGroup.power(secret(who, salt, password)));
  }

  /// `x = SHA256(enc(salt) ‖ SHA256(group ‖ userId ‖ ":" ‖ password))`
  private static BigInteger secret(SrpIdentity who, SrpSalt salt, String password) {
    var credentials = (who.text() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return SrpGroup.hash(salt.encoded(), Digests.sha256(credentials));
  }

  /// The verifier that [#bytes] wrote.
  ///
  /// @throws IllegalArgumentException when no verifier is written so
  public static SrpVerifier of(byte[] bytes) {
    return new SrpVerifier(new BigInteger(1, bytes));
  }

  /// A verifier that belongs to no password.
  static SrpVerifier reduce(byte[] bytes) {
    return new SrpVerifier(new BigInteger(1, bytes).mod(SrpGroup.N));
  }

  /// 384 bytes, to be sealed.
  public byte[] bytes() {
    return SrpGroup.fixed(value);
  }

  BigInteger value() {
    return value;
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "SrpVerifier[…]";
  }
}
