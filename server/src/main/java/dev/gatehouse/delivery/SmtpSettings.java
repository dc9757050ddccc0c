package dev.gatehouse.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The mail server that brings e-mails further.
///
/// @param login empty where it asks for none
/// @param from the address of the sender, where a pool names none or may not
/// @param fromDomains the domains of which pools may name senders, in lower case
/// @param timeout for the connection, and for each answer
/// @param trust who vouches for its certificate; empty for those whom the platform trusts
public record SmtpSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    List<String> fromDomains,
    Duration timeout,
    Optional<SSLContext> trust) {
  public SmtpSettings {
    fromDomains = List.copyOf(fromDomains);
  }

  /// How the connection is protected.
  public enum Security {
    /// It becomes TLS before anything is said, or ends (RFC 3207).
    STARTTLS,
    /// It is TLS from its first byte (RFC 8314).
    TLS,
    NONE
  }

  /// @param password asked for at each connection, so that it can be changed
  public record Login(String user, Supplier<String> password) {}
}
