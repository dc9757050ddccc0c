package dev.gatehouse.testing;

import dev.gatehouse.tls.LocalAuthority;
import dev.gatehouse.tls.TlsIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;

/// Signs certificates for servers under test.
///
/// @param trust what a client of them trusts
public record TestAuthority(LocalAuthority authority, SSLContext trust) {
  /// A new one that is valid now.
  public static TestAuthority make() {
    var authority = LocalAuthority.make(Instant.now(), new Random(1));
    return new TestAuthority(authority, Trust.in(authority.identity().certificatesPem()));
  }

  /// A certificate for `localhost` and 127.0.0.1 that is valid now.
  public TlsIdentity issue() {
    return issue(Instant.now());
  }

  /// A certificate as it was made at that time.
  public TlsIdentity issue(Instant at) {
    return authority.issue(List.of("localhost", "127.0.0.1"), at);
  }
}
