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

  /// Those of a listener for administrators: also the address that it binds, and the public host
  /// with its port, where other machines reach it, or a proxy in front of it.
  static Hosts ofManagement(
      Settings.Listener listener, int port, URI publicUrl, boolean hasProxies) {
    var authorities = new HashSet<>(of(listener, port, publicUrl).authorities);
    if (!listener.isLoopback()) {
      authorities.add(managementHost(listener, publicUrl) + ":" + port);
    }
    if (hasProxies) {
      authorities.add(publicUrl.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
    return new Hosts(authorities);
  }

  private static String managementHost(Settings.Listener listener, URI publicUrl) {
    if (WILDCARD.contains(listener.bind())) {
      return publicUrl.getHost().toLowerCase(Locale.ROOT);
    }
    return listener.bind().indexOf(':') < 0 ? listener.bind() : "[" + listener.bind() + "]";
  }

  /// Where a browser reaches a listener for administrators, without a slash at its end.
  static String consoleAddress(
      Settings.Listener listener, int port, URI publicUrl, boolean secure) {
    return listener.isLoopback()
        ? address(listener, port, publicUrl, secure)
        : (secure ? "https://" : "http://") + managementHost(listener, publicUrl) + ":" + port;
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
