package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The hosts of this server itself; what asks for another one is a pool's domain or refused
/// (AZ-40).
///
/// @param authorities in lower case, with the port unless it is the scheme's own
record Hosts(Set<String> authorities) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> WILDCARD = Set.of("0.0.0.0", "::");
  private static final Set<Integer> PORTS_OF_SCHEMES = Set.of(80, 443);

  Hosts {
    authorities = Set.copyOf(authorities);
  }

  /// The host of the public address; and the loopback names with the listener's port where it
  /// listens there (design 3).
  static Hosts of(Settings.Listener listener, int port, URI publicUrl) {
    var authorities = new HashSet<String>();
    authorities.add(publicUrl.getRawAuthority().toLowerCase(Locale.ROOT));
    if (listener.isLoopback() || WILDCARD.contains(listener.bind())) {
      for (var name : LOOPBACK) {
        authorities.add(name + ":" + port);
        if (PORTS_OF_SCHEMES.contains(port)) {
          authorities.add(name);
        }
      }
    }
    return new Hosts(authorities);
  }

  /// Where programs of this machine reach the listener.
  static String address(Settings.Listener listener, int port, URI publicUrl, boolean secure) {
    var scheme = secure ? "https" : "http";
    if (listener.bind().equals("::1")) {
      return scheme + "://[::1]:" + port;
    }
    return listener.isLoopback() || WILDCARD.contains(listener.bind())
        ? scheme + "://localhost:" + port
        : publicUrl.toString();
  }

  boolean contains(String authority) {
    return authorities.contains(authority);
  }
}
