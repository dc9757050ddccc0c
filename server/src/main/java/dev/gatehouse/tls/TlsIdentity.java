package dev.gatehouse.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What a server proves itself with: a private key and the chain of certificates for it, the
/// server's own first. That the two belong together has been checked.
///
/// @param key of RSA or of an elliptic curve: Java's TLS knows no other
/// @param chain at least one certificate
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final int SESSIONS_MAX = 2_000;
  private static final int SESSION_SECONDS_MAX = 3_600;

  public TlsIdentity {
    chain = List.copyOf(chain);
    requirePair(key, chain);
  }

  /// The chain with its key from PEM.
  ///
  /// @param chain the server's own certificate first, then those between it and a root
  /// @param key in PKCS #8, PKCS #1 or SEC 1, not encrypted
  /// @throws UnusableCertificateException when the key cannot be used, or not with that chain
  public static TlsIdentity of(List<X509Certificate> chain, String key) {
    return new TlsIdentity(key(key, chain.getFirst().getPublicKey().getAlgorithm()), chain);
  }

  /// The certificates of a PEM text, at least one.
  ///
  /// @throws UnusableCertificateException when there is none
  public static List<X509Certificate> certificates(String text) {
    var chain = new ArrayList<X509Certificate>();
    for (var block : Pem.blocks(text)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(block.bytes()));
      }
    }
    if (chain.isEmpty()) {
      throw new UnusableCertificateException("holds no certificate");
    }
    return chain;
  }

  private static X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException broken) {
      throw new UnusableCertificateException("holds a certificate that cannot be read");
    }
  }

  private static PrivateKey key(String text, String algorithm) {
    for (var block : Pem.blocks(text)) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return key(block, algorithm);
      }
    }
    throw new UnusableCertificateException("holds no private key");
  }

  private static PrivateKey key(Pem block, String algorithm) {
    if (block.label().equals("ENCRYPTED PRIVATE KEY") || block.body().contains("ENCRYPTED")) {
      throw new UnusableCertificateException(
          "is encrypted, and nobody is there to type its password; decrypt it with"
              + " `openssl pkey -in FILE -out FILE`");
    }
    if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
      throw new UnusableCertificateException(
          "goes with a certificate for " + algorithm + "; it must be for RSA or EC");
    }
    try {
      var encoded =
          switch (block.label()) {
            case "RSA PRIVATE KEY" -> OlderKeys.fromPkcs1(block.bytes());
            case "EC PRIVATE KEY" -> OlderKeys.fromSec1(block.bytes());
            default -> block.bytes();
          };
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException another) {
      throw new UnusableCertificateException(
          "holds no key for the certificate, which is for " + algorithm);
    } catch (IOException | IllegalArgumentException broken) {
      throw new UnusableCertificateException("holds a key that cannot be read");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void requirePair(PrivateKey key, List<X509Certificate> chain) {
    if (isPair(key, chain.getFirst())) {
      return;
    }
    throw new UnusableCertificateException(
        chain.stream().anyMatch(other -> isPair(key, other))
            ? "belongs to another certificate of the chain than the first; the server's own must"
                + " come first"
            : "does not belong to the certificate");
  }

  /// Whether what the key signs is what the certificate verifies.
  private static boolean isPair(PrivateKey key, X509Certificate certificate) {
    var proof = "gatehouse".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(proof);
      var signature = signer.sign();
      signer.initVerify(certificate.getPublicKey());
      signer.update(proof);
      return signer.verify(signature);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  /// For a listener. No client certificate is asked for.
  public SSLContext context() {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var none = new char[0];
      store.setKeyEntry("server", key, none, chain.toArray(new Certificate[0]));
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, none);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      context.getServerSessionContext().setSessionCacheSize(SESSIONS_MAX);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS_MAX);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("TLS cannot be set up", impossible);
    }
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /// From when the server's own certificate is valid.
  public Instant validFrom() {
    return certificate().getNotBefore().toInstant();
  }

  /// Until when it is valid.
  public Instant validUntil() {
    return certificate().getNotAfter().toInstant();
  }

  /// Whether the key of this one has signed that certificate.
  public boolean hasSigned(X509Certificate other) {
    try {
      other.verify(certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /// The host names and addresses that the server's own certificate is for.
  public Set<String> names() {
    try {
      var names = new LinkedHashSet<String>();
      var entries = certificate().getSubjectAlternativeNames();
      for (var entry : entries == null ? List.<List<?>>of() : entries) {
        names.add(String.valueOf(entry.get(1)));
      }
      return names;
    } catch (CertificateException broken) {
      return Set.of();
    }
  }

  /// SHA-256 of the server's own certificate, in hex.
  public String fingerprint() {
    return fingerprint(certificate());
  }

  /// SHA-256 of a certificate, in hex.
  public static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The chain in PEM.
  public String certificatesPem() {
    var text = new StringBuilder();
    for (var certificate : chain) {
      text.append(pem(certificate));
    }
    return text.toString();
  }

  /// The key in PEM: a secret.
  public String keyPem() {
    return Pem.text("PRIVATE KEY", key.getEncoded());
  }

  /// A certificate in PEM.
  public static String pem(X509Certificate certificate) {
    try {
      return Pem.text("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }
}
