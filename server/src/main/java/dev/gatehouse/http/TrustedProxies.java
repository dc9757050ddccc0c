package dev.gatehouse.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The proxies whose forwarded headers are believed; those of anybody else are ignored, or a client
/// could choose its own address (AZ-40, BF-06).
///
/// @param addresses literal IP addresses
public record TrustedProxies(List<InetAddress> addresses) {
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    addresses = List.copyOf(addresses);
  }

  /// The client's address: that of the peer, or where the peer is a trusted proxy, the last address
  /// of `X-Forwarded-For` that is not one.
  String clientOf(InetAddress peer, Headers headers) {
    if (!addresses.contains(peer)) {
      return peer.getHostAddress();
    }
    var hops =
        headers.all("x-forwarded-for").stream()
            .flatMap(value -> List.of(value.split(",", -1)).stream())
            .map(String::strip)
            .toList();
    for (var hop : hops.reversed()) {
      var address = literal(hop);
      if (address == null) {
        break; // What a trusted proxy did not write cannot be believed, nor anything before it.
      }
      if (!addresses.contains(address)) {
        return address.getHostAddress();
      }
    }
    return peer.getHostAddress();
  }

  /// The host that the client asked for, where a trusted proxy says so in `X-Forwarded-Host`; empty
  /// when it says nothing, or several things.
  Optional<String> hostOf(InetAddress peer, Headers headers) {
    var hosts = headers.all("x-forwarded-host");
    return addresses.contains(peer) && hosts.size() == 1
        ? Authority.parse(hosts.getFirst().strip())
        : Optional.empty();
  }

  private static @org.jspecify.annotations.Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
