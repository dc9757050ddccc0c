package dev.gatehouse.tls;

import java.io.Serial;

/// A certificate or its key cannot be used. The message is the rest of a sentence that begins with
/// what it was read from, for instance `holds no certificate`; it may be shown to the operator and
/// says nothing of the key.
public final class UnusableCertificateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public UnusableCertificateException(String message) {
    super(message, null, false, false);
  }
}
