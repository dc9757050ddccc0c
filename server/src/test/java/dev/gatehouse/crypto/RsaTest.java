package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RsaTest {
  private static final byte[] TEXT = "header.payload".getBytes(StandardCharsets.US_ASCII);

  private static final List<Integer> SMALL_PRIMES =
      List.of(
          3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
          97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167);

  @Test
  void jw_21_a_pair_has_2048_bits_and_the_exponent_65537() {
    var rsa = new Rsa();

    var key = Rsa.publicKey(rsa.generate().publicKey());

    assertThat(key.getModulus().bitLength()).isEqualTo(2048);
    assertThat(key.getPublicExponent().longValueExact()).isEqualTo(65537);
  }

  /// JW-23, on fewer keys than a release: `-Dgatehouse.weak-key-scan=1000` for all. Primes that lie
  /// close together (Fermat), of the structure of CVE-2017-15361 (ROCA), or shared by two keys.
  @Test
  void jw_23_generated_keys_have_no_known_weakness() {
    var rsa = new Rsa();
    var moduli = new ArrayList<BigInteger>();
    for (int i = 0; i < Integer.getInteger("gatehouse.weak-key-scan", 12); i++) {
      moduli.add(Rsa.publicKey(rsa.generate().publicKey()).getModulus());
    }
    assertThat(moduli).noneMatch(RsaTest::hasClosePrimes).noneMatch(RsaTest::looksLikeRoca);
    for (int i = 0; i < moduli.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(moduli.get(i).gcd(moduli.get(j))).isEqualTo(BigInteger.ONE);
      }
    }
  }

  @Test
  void jw_23_the_scan_finds_weak_keys() {
    var prime = BigInteger.TWO.pow(1_023).nextProbablePrime();
    assertThat(hasClosePrimes(prime.multiply(prime.nextProbablePrime()))).isTrue();
    // Primes of the faulty library are powers of 65537 modulo the product of the small primes.
    var product =
        SMALL_PRIMES.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    assertThat(
            looksLikeRoca(
                BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(123_456_789), product)))
        .isTrue();
  }

  /// Fermat's factorisation, a hundred steps of it.
  private static boolean hasClosePrimes(BigInteger modulus) {
    var a = modulus.sqrt();
    for (int i = 0; i < 100; i++) {
      var rest = a.multiply(a).subtract(modulus);
      if (rest.signum() >= 0 && rest.sqrt().pow(2).equals(rest)) {
        return true;
      }
      a = a.add(BigInteger.ONE);
    }
    return false;
  }

  /// Whether the modulus is a power of 65537 modulo every small prime.
  private static boolean looksLikeRoca(BigInteger modulus) {
    return SMALL_PRIMES.stream()
        .allMatch(prime -> isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime));
  }

  private static boolean isPower(int value, int prime) {
    int power = 1;
    for (int i = 0; i < prime; i++) {
      if (power == value) {
        return true;
      }
      power = (int) (power * 65_537L % prime);
    }
    return false;
  }

  @Test
  void a_signer_made_before_the_native_provider_signs_the_same_with_it() throws Exception {
    var rsa = new Rsa();
    var pair = rsa.generate();
    var signer = rsa.signer(pair.privateKey());
    var before = signer.sign(TEXT);
    assertThat(rsa.providerName()).isEqualTo("SunRsaSign");

    assertThat(rsa.loadNative()).isTrue();

    assertThat(rsa.providerName()).isEqualTo("AmazonCorrettoCryptoProvider");
    assertThat(signer.sign(TEXT)).isEqualTo(before);
    assertThat(verifies(Rsa.publicKey(pair.publicKey()), before)).isTrue();
    var natively = rsa.generate();
    assertThat(
            verifies(
                Rsa.publicKey(natively.publicKey()), rsa.signer(natively.privateKey()).sign(TEXT)))
        .isTrue();
  }

  @Test
  void the_native_provider_loads_in_the_background() throws InterruptedException {
    var rsa = new Rsa();

    rsa.loadNativeInBackground();
    rsa.awaitProvider();

    assertThat(rsa.providerName()).isEqualTo("AmazonCorrettoCryptoProvider");
    assertThat(rsa.isNative()).isTrue();
  }

  private static boolean verifies(RSAPublicKey key, byte[] signature)
      throws GeneralSecurityException {
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key);
    verifier.update(TEXT);
    return verifier.verify(signature);
  }
}
