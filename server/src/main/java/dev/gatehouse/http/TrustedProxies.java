package dev.gatehouse.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The proxies whose forwarded headers are believed; those of anybody else are ignored, or a client
/// could choose its own address (AZ-40, BF-06).
///
/// @param proxies whether an address is one of theirs
public record TrustedProxies(Predicate<InetAddress> proxies) {
  public static final TrustedProxies NONE = new TrustedProxies(_ -> false);

  /// As some proxies write the client's address: with its port, that of IPv6 in brackets.
  private static final Pattern WITH_PORT =
      Pattern.compile(
          "^(?:\\[([0-9a-fA-F]*:[0-9a-fA-F:.]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5})$");

  /// The client's address: that of the peer, or where the peer is a trusted proxy, the last address
  /// of `X-Forwarded-For` that is not one.
  String clientOf(InetAddress peer, Headers headers) {
    if (!proxies.test(peer)) {
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
      if (!proxies.test(address)) {
        return address.getHostAddress();
      }
    }
    return peer.getHostAddress();
  }

  /// The host that the client asked for, where a trusted proxy says so in `X-Forwarded-Host`; empty
  /// when it says nothing, or several things.
  Optional<String> hostOf(InetAddress peer, Headers headers) {
    var hosts = headers.all("x-forwarded-host");
    return proxies.test(peer) && hosts.size() == 1
        ? Authority.parse(hosts.getFirst().strip())
        : Optional.empty();
  }

  /// Whether a trusted proxy asks for somebody else, whoever that is: it says anything of him, also
  /// where that cannot be read, and [#clientOf] is left with its own address.
  boolean isForwarded(InetAddress peer, Headers headers) {
    return proxies.test(peer)
        && headers.fields().stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .anyMatch(name -> name.startsWith("x-forwarded-") || name.equals("forwarded"));
  }

  /// Whether a trusted proxy says in `X-Forwarded-Proto` that the client speaks TLS to it.
  boolean endedTls(InetAddress peer, Headers headers) {
    return proxies.test(peer) && headers.all("x-forwarded-proto").equals(List.of("https"));
  }

  private static @org.jspecify.annotations.Nullable InetAddress literal(String hop) {
    try {
      return InetAddress.ofLiteral(WITH_PORT.matcher(hop).replaceFirst("$1$2"));
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
