package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;

class RsaTest {
  private static final byte[] TEXT = "header.payload".getBytes(StandardCharsets.US_ASCII);

  @Test
  void jw_21_a_pair_has_2048_bits_and_the_exponent_65537() {
    var rsa = new Rsa();

    var key = Rsa.publicKey(rsa.generate().publicKey());

    assertThat(key.getModulus().bitLength()).isEqualTo(2048);
    assertThat(key.getPublicExponent().longValueExact()).isEqualTo(65537);
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
