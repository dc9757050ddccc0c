package dev.gatehouse.server;

import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.UnusableCertificateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// A certificate and its key in files that others replace, for instance an ACME client. Whether
/// they changed is what they say, not their time: some tools keep it, some replace a link. Not
/// thread-safe.
final class CertificateFiles implements CertificateSource {
  private final Path certificate;
  private final Path key;
  private Content seen = new Content("", "", false);

  CertificateFiles(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
  }

  /// What the files hold; what cannot be read is empty.
  ///
  /// @param isExposed whether others than the owner and its group can read the key
  private record Content(String certificate, String key, boolean isExposed) {
    /// Says nothing of the key.
    @Override
    public String toString() {
      return "Content[]";
    }
  }

  @Override
  public TlsIdentity first() {
    seen = read();
    return identity(seen);
  }

  @Override
  public Optional<TlsIdentity> changed() {
    var now = read();
    if (now.equals(seen)) {
      return Optional.empty();
    }
    seen = now;
    return Optional.of(identity(now));
  }

  private Content read() {
    return new Content(text(certificate), text(key), isExposed());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return "";
    }
  }

  private boolean isExposed() {
    try {
      return OwnerOnly.isOpenToAll(key);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private TlsIdentity identity(Content content) {
    if (content.certificate.isEmpty()) {
      throw new UnusableCertificateException(
          "The certificate file " + certificate + " cannot be read.");
    }
    if (content.key.isEmpty()) {
      throw new UnusableCertificateException("The key file " + key + " cannot be read.");
    }
    if (content.isExposed) {
      throw new UnusableCertificateException(
          "The key file "
              + key
              + " can be read or changed by others. Make it yours, or readable by a group:"
              + " chmod 640 "
              + key);
    }
    var chain = chain(content);
    try {
      return TlsIdentity.of(chain, content.key);
    } catch (UnusableCertificateException fault) {
      throw sentence("The key file " + key, fault);
    }
  }

  private List<X509Certificate> chain(Content content) {
    try {
      return TlsIdentity.certificates(content.certificate);
    } catch (UnusableCertificateException fault) {
      throw sentence("The certificate file " + certificate, fault);
    }
  }

  private static UnusableCertificateException sentence(
      String subject, UnusableCertificateException fault) {
    return new UnusableCertificateException(subject + " " + fault.getMessage() + ".");
  }
}
