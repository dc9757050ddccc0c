package dev.gatehouse.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsIdentityTest {
  /// @param name of a file that OpenSSL wrote
  static String file(String name) throws IOException {
    try (var in = TlsIdentityTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static TlsIdentity identity(String certificates, String key) {
    return TlsIdentity.of(TlsIdentity.certificates(certificates), key);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa.pkcs8.key, RSA",
    "rsa.pem, rsa.pkcs1.key, RSA",
    "ec.pem, ec.pkcs8.key, EC",
    "ec.pem, ec.sec1.key, EC"
  })
  void reads_every_form_of_a_key(String certificate, String key, String algorithm)
      throws IOException {
    var identity = identity(file(certificate), file(key));
    assertThat(identity.key().getAlgorithm()).isEqualTo(algorithm);
    assertThat(identity.names()).containsExactly("localhost");
    assertThat(identity(identity.certificatesPem(), identity.keyPem())).isEqualTo(identity);
    assertThat(identity.context().getProtocol()).isEqualTo("TLS");
  }

  @Test
  void remarks_around_the_blocks_and_line_ends_of_windows_do_not_matter() throws IOException {
    var text = ("Subject: CN=localhost\n" + file("ec.pem") + "the end\n").replace("\n", "\r\n");
    assertThat(identity(text, "# mine\r\n" + file("ec.pkcs8.key")))
        .isEqualTo(identity(file("ec.pem"), file("ec.pkcs8.key")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ec.pem      | rsa.pkcs8.key       | holds no key for the certificate, which is for EC
          rsa.pem     | ec.sec1.key         | holds no key for the certificate, which is for RSA
          ec.pem      | encrypted.pkcs8.key | is encrypted, and nobody is there to type its password; decrypt it with `openssl pkey -in FILE -out FILE`
          rsa.pem     | encrypted.pkcs1.key | is encrypted, and nobody is there to type its password; decrypt it with `openssl pkey -in FILE -out FILE`
          ed25519.pem | ed25519.key         | goes with a certificate for EdDSA; it must be for RSA or EC
          ec.pem      | ec.pem              | holds no private key
          ec.pkcs8.key| ec.pkcs8.key        | holds no certificate
          """)
  void refuses_what_cannot_be_used(String certificate, String key, String message)
      throws IOException {
    var certificateText = file(certificate);
    var keyText = file(key);
    assertThatThrownBy(() -> identity(certificateText, keyText))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessage(message);
  }

  @Test
  void refuses_a_key_of_another_certificate() {
    var authority = TestAuthority.make();
    var one = authority.issue();
    var other = authority.issue();
    var root = authority.authority().identity().certificatesPem();
    assertThatThrownBy(() -> identity(one.certificatesPem(), other.keyPem()))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessage("does not belong to the certificate");
    var wrongOrder = root + one.certificatesPem();
    assertThatThrownBy(() -> identity(wrongOrder, one.keyPem()))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessage(
            "belongs to another certificate of the chain than the first; the server's own must"
                + " come first");
    assertThat(identity(one.certificatesPem() + root, one.keyPem()).chain()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "500, is cut off: a block begins and does not end",
    "27, is cut off: a block begins and does not end",
    "15, is cut off: a block begins and does not end",
    "0, holds no certificate"
  })
  void refuses_half_a_file(int length, String message) throws IOException {
    var half = file("ec.pem").substring(0, length);
    assertThatThrownBy(() -> TlsIdentity.certificates(half))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "!!!!, holds a block that is not Base64",
    "AAAA, holds a certificate that cannot be read"
  })
  void refuses_a_certificate_that_is_none(String body, String message) {
    var text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    assertThatThrownBy(() -> TlsIdentity.certificates(text))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE KEY", "EC PRIVATE KEY"})
  void refuses_a_key_that_is_none(String label) throws IOException {
    var text = "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n";
    var certificate = file("ec.pem");
    assertThatThrownBy(() -> identity(certificate, text))
        .isInstanceOf(UnusableCertificateException.class)
        .message()
        .startsWith("holds ");
  }

  @Test
  void says_nothing_of_the_key() throws IOException {
    assertThat(identity(file("ec.pem"), file("ec.pkcs8.key")))
        .hasToString("TlsIdentity[CN=localhost]");
    assertThat(Pem.blocks(file("ec.pkcs8.key"))).hasToString("[Pem[PRIVATE KEY]]");
  }
}
