package dev.gatehouse.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/// IP addresses that begin with the same bits: a network, as in `10.0.0.0/8` (RFC 4632 §3.1, RFC
/// 4291 §2.3), or one host. Never everybody.
///
/// @param first whose other bits are zero
/// @param bits how many all have in common
public record AddressBlock(InetAddress first, int bits) {
  /// @throws IllegalArgumentException where they are no block
  public AddressBlock {
    var others = length(first) - bits;
    if (bits < 1 || others < 0 || !network(first, others).shiftLeft(others).equals(number(first))) {
      throw new IllegalArgumentException(first + " is no network of " + bits + " bits");
    }
  }

  /// The block of one host.
  public static AddressBlock of(InetAddress host) {
    return new AddressBlock(host, length(host));
  }

  /// Reads an address, or the first one of a network and how many bits all have in common; empty
  /// where it is neither. Names are not looked up.
  public static Optional<AddressBlock> parse(String text) {
    var slash = text.indexOf('/');
    try {
      return Optional.of(
          slash < 0
              ? of(InetAddress.ofLiteral(text))
              : new AddressBlock(
                  InetAddress.ofLiteral(text.substring(0, slash)),
                  Integer.parseUnsignedInt(text.substring(slash + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether the address is one of these. One of IPv4 is none of IPv6.
  public boolean contains(InetAddress address) {
    var others = length(first) - bits;
    return length(address) == length(first)
        && network(address, others).equals(network(first, others));
  }

  private static BigInteger network(InetAddress address, int others) {
    return number(address).shiftRight(others);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }
}
