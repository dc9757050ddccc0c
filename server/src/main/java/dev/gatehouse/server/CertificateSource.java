package dev.gatehouse.server;

import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.UnusableCertificateException;
import java.util.Optional;

/// Where the server's certificate comes from, and where another one may appear.
sealed interface CertificateSource permits CertificateFiles, LocalCertificate {
  /// What is there at the start.
  ///
  /// @throws UnusableCertificateException when it cannot be used; the message is a whole sentence
  TlsIdentity first();

  /// What is there now; empty when it is what was there at the last call.
  ///
  /// @throws UnusableCertificateException when it cannot be used, once for the same fault
  Optional<TlsIdentity> changed();
}
