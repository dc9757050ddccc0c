package dev.gatehouse.http;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// How a listener speaks TLS (HT-18): versions 1.2 and 1.3, suites with forward secrecy and
/// authenticated encryption alone, no renegotiation. What it proves itself with may be replaced at
/// any time: connections that are open keep what they began with, the next one gets the new.
///
/// The context is replaced whole, so that sessions of the old certificate are not resumed.
final class Tls extends SslContextFactory.Server {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  /// Those that HTTP/2 allows (RFC 9113 §9.2.2), the server's preference first.
  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  private volatile SSLContext current;

  Tls(SSLContext first) {
    current = first;
    setSslContext(first);
    setIncludeProtocols(VERSIONS);
    setExcludeProtocols();
    setIncludeCipherSuites(SUITES);
    setExcludeCipherSuites();
    setUseCipherSuitesOrder(true);
    setRenegotiationAllowed(false);
  }

  void use(SSLContext next) {
    current = next;
  }

  @Override
  public SSLEngine newSSLEngine() {
    return customized(current.createSSLEngine());
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    return customized(current.createSSLEngine(host, port));
  }

  @Override
  public SSLEngine newSSLEngine(InetSocketAddress address) {
    // Without the name of the client: a session's owner is whoever has its ticket.
    return newSSLEngine();
  }

  private SSLEngine customized(SSLEngine engine) {
    customize(engine);
    return engine;
  }
}
