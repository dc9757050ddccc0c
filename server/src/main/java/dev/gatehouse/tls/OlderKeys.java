package dev.gatehouse.tls;

import java.io.IOException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Private keys in the forms that came before PKCS #8, which is the only one that Java reads.
final class OlderKeys {
  private OlderKeys() {}

  /// The key in PKCS #8.
  ///
  /// @param key of `RSA PRIVATE KEY` (PKCS #1, RFC 8017 §A.1.2)
  static byte[] fromPkcs1(byte[] key) throws IOException {
    var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(key)).getEncoded();
  }

  /// The key in PKCS #8.
  ///
  /// @param key of `EC PRIVATE KEY` (SEC 1, RFC 5915), which names its curve
  static byte[] fromSec1(byte[] key) throws IOException {
    var parsed = ECPrivateKey.getInstance(key);
    var algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parsed.getParametersObject());
    return new PrivateKeyInfo(algorithm, parsed).getEncoded();
  }
}
