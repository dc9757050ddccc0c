package dev.gatehouse.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom to believe who a server is, in the place of those that the Java platform trusts.
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /// Trusts the certificates of a PEM text and nobody else.
  ///
  /// @throws UnusableCertificateException when there is none in it
  public static SSLContext of(String text) {
    var certificates = TlsIdentity.certificates(text);
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var certificate : certificates) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
