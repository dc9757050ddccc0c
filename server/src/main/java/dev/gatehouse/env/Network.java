package dev.gatehouse.env;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// Whom an address stands for, where addresses are counted.
public final class Network {
  private static final int IPV6_NETWORK_BYTES = 8;

  private Network() {}

  /// The address itself; of IPv6 its /64, because a host there has all of it to send from.
  public static String of(String address) {
    if (address.indexOf(':') < 0 || !(InetAddress.ofLiteral(address) instanceof Inet6Address six)) {
      return address;
    }
    return HexFormat.of().formatHex(six.getAddress(), 0, IPV6_NETWORK_BYTES);
  }
}
