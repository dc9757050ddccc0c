package dev.gatehouse.server;

import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.UnusableCertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that the listeners show now. One that cannot be used, or not yet or not any
/// more, never takes the place of one that can.
final class ServedCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCertificate.class);
  private static final Duration ENDING = Duration.ofDays(14);

  private final CertificateSource source;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile TlsIdentity served;
  private Term logged = Term.VALID;

  /// How it stands with the validity of a certificate.
  private enum Term {
    FUTURE,
    VALID,
    ENDING,
    ENDED
  }

  private ServedCertificate(CertificateSource source, InstantSource clock, TlsIdentity first) {
    this.source = source;
    this.clock = clock;
    served = first;
  }

  /// The certificate at the start. One that has ended is served too: whoever renews it can do so
  /// while the server runs, and it is warned of.
  ///
  /// @throws StartRefusedException when it cannot be used at all (RL-57)
  static ServedCertificate open(CertificateSource source, InstantSource clock) {
    try {
      var certificate = new ServedCertificate(source, clock, source.first());
      certificate.warn();
      return certificate;
    } catch (UnusableCertificateException fault) {
      throw new StartRefusedException(String.valueOf(fault.getMessage()));
    }
  }

  SSLContext context() {
    return served.context();
  }

  /// SHA-256, in hex.
  String fingerprint() {
    return served.fingerprint();
  }

  /// Looks for another one.
  ///
  /// @return what new connections get from now on; empty when nothing changes
  Optional<SSLContext> renew() {
    turn.lock();
    try {
      var next = source.changed().filter(other -> !other.equals(served));
      next.ifPresent(this::serve);
      warn();
      return next.filter(served::equals).map(TlsIdentity::context);
    } catch (UnusableCertificateException fault) {
      LOG.warn("the certificate is not replaced. {}", fault.getMessage());
      return Optional.empty();
    } finally {
      turn.unlock();
    }
  }

  private void serve(TlsIdentity next) {
    if (isUsable(next) || !isUsable(served)) {
      served = next;
      LOG.info(
          "the certificate is replaced: {}, valid until {}",
          next.certificate().getSubjectX500Principal(),
          next.validUntil());
    } else {
      LOG.warn(
          "the certificate is not replaced: the new one is valid from {} until {}",
          next.validFrom(),
          next.validUntil());
    }
  }

  private boolean isUsable(TlsIdentity identity) {
    return switch (term(identity)) {
      case VALID, ENDING -> true;
      case FUTURE, ENDED -> false;
    };
  }

  private Term term(TlsIdentity identity) {
    var now = clock.instant();
    if (now.isBefore(identity.validFrom())) {
      return Term.FUTURE;
    }
    if (now.isAfter(identity.validUntil())) {
      return Term.ENDED;
    }
    return now.isAfter(identity.validUntil().minus(ENDING)) ? Term.ENDING : Term.VALID;
  }

  /// Says once what clients will say, or soon.
  private void warn() {
    var term = term(served);
    if (term != logged) {
      logged = term;
      switch (term) {
        case VALID -> LOG.info("the certificate is valid until {}", served.validUntil());
        case ENDING -> LOG.warn("the certificate ends at {}; renew it", served.validUntil());
        case ENDED -> LOG.warn("the certificate has ended at {}; renew it", served.validUntil());
        case FUTURE -> LOG.warn("the certificate is valid only from {}", served.validFrom());
      }
    }
  }
}
