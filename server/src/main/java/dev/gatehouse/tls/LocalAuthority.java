package dev.gatehouse.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The authority of one data folder (`--tls dev`): it signs certificates for names of this machine
/// alone. The names are limited in its own certificate too (RFC 5280 §4.2.1.10): for clients that
/// honour the limits of a root (OpenSSL and browsers do, Java does not), whoever steals its key can
/// pass for nothing but `localhost`.
public final class LocalAuthority {
  private static final Duration LIFETIME = Duration.ofDays(3_650);
  private static final Duration SERVER_LIFETIME = Duration.ofDays(90);

  /// For machines whose clock is behind.
  private static final Duration BACKDATED = Duration.ofDays(1);

  /// RFC 5280 §4.1.2.2 allows 20, the first bit zero.
  private static final int SERIAL_BYTES = 16;

  /// What it may sign for: the name and all below it, and the loopback networks.
  private static final GeneralSubtree[] PERMITTED = {
    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")),
    new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "127.0.0.0/8")),
    new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "::1/128"))
  };

  private final TlsIdentity own;
  private final RandomGenerator random;

  private LocalAuthority(TlsIdentity own, RandomGenerator random) {
    this.own = own;
    this.random = random;
  }

  /// A new one, valid for ten years.
  public static LocalAuthority make(Instant now, RandomGenerator random) {
    try {
      var keys = newKeys();
      var serial = serial(random);
      // The number tells the authorities of several folders apart in a list of trusted ones.
      var mark = HexFormat.of().toHexDigits(serial.intValue());
      var name = new X500Name("O=Gatehouse,CN=Gatehouse local authority " + mark);
      var builder =
          new JcaX509v3CertificateBuilder(
              name, serial, from(now), until(now, LIFETIME), name, keys.getPublic());
      var ids = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
          .addExtension(Extension.nameConstraints, true, new NameConstraints(PERMITTED, null))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              ids.createSubjectKeyIdentifier(keys.getPublic()));
      var certificate = sign(builder, keys);
      return new LocalAuthority(new TlsIdentity(keys.getPrivate(), List.of(certificate)), random);
    } catch (GeneralSecurityException | IOException | OperatorException impossible) {
      throw new IllegalStateException("a certificate cannot be made", impossible);
    }
  }

  /// The one that an earlier start made.
  public static LocalAuthority of(TlsIdentity identity, RandomGenerator random) {
    return new LocalAuthority(identity, random);
  }

  /// Its key, a secret, and its certificate, which clients trust.
  public TlsIdentity identity() {
    return own;
  }

  /// A certificate of a new key for these names, valid for ninety days.
  ///
  /// @param names host names at or below `localhost`, `*` for one label; or loopback addresses
  public TlsIdentity issue(List<String> names, Instant now) {
    try {
      var keys = newKeys();
      var builder =
          new JcaX509v3CertificateBuilder(
              own.certificate(),
              serial(random),
              from(now),
              Date.from(earliest(now.plus(SERVER_LIFETIME), own.validUntil())),
              new javax.security.auth.x500.X500Principal("O=Gatehouse,CN=localhost"),
              keys.getPublic());
      describe(builder, keys.getPublic(), names);
      var certificate = sign(builder, new KeyPair(own.certificate().getPublicKey(), own.key()));
      return new TlsIdentity(keys.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException | IOException | OperatorException impossible) {
      throw new IllegalStateException("a certificate cannot be made", impossible);
    }
  }

  private void describe(X509v3CertificateBuilder builder, PublicKey key, List<String> names)
      throws GeneralSecurityException, IOException {
    var ids = new JcaX509ExtensionUtils();
    var general = names.stream().map(LocalAuthority::generalName).toArray(GeneralName[]::new);
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            ids.createAuthorityKeyIdentifier(own.certificate()))
        .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
  }

  private static GeneralName generalName(String name) {
    try {
      var address = InetAddress.ofLiteral(name);
      return new GeneralName(GeneralName.iPAddress, address.getHostAddress());
    } catch (IllegalArgumentException hostName) {
      return new GeneralName(GeneralName.dNSName, name);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
      throws GeneralSecurityException, OperatorException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static BigInteger serial(RandomGenerator random) {
    var bytes = new byte[SERIAL_BYTES];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes);
  }

  private static Date from(Instant now) {
    return Date.from(now.minus(BACKDATED));
  }

  private static Date until(Instant now, Duration lifetime) {
    return Date.from(now.plus(lifetime));
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
