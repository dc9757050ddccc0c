package dev.gatehouse.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/// A port of this machine that nobody else can have any more, before there is a server to serve it:
/// issuer and links are made of its number. Who connects meanwhile waits for the server.
public final class Port implements AutoCloseable {
  /// Connections that the kernel keeps until they are accepted. Of fifty, the usual number, a burst
  /// loses some, and each of those clients tries again only after a second.
  private static final int ACCEPT_QUEUE = 4_096;

  private final ServerSocketChannel channel;
  private final int number;

  private Port(ServerSocketChannel channel, int number) {
    this.channel = channel;
    this.number = number;
  }

  /// Takes a port.
  ///
  /// @param host an address of this machine
  /// @param number 0 for any free one
  /// @throws PortInUseException when another process has it
  /// @throws UncheckedIOException when it cannot be had for another reason, which it names
  public static Port take(String host, int number) {
    try {
      var channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(host, number), ACCEPT_QUEUE);
        return new Port(channel, channel.socket().getLocalPort());
      } catch (IOException | IllegalArgumentException refused) {
        channel.close();
        throw refused;
      }
    } catch (IOException refused) {
      throw isInUse(refused)
          ? new PortInUseException(number, refused)
          : new UncheckedIOException(String.valueOf(refused.getMessage()), refused);
    } catch (IllegalArgumentException noSuchAddress) {
      // A name that nobody knows, or IPv6 on a machine without it: neither has words of its own.
      throw new UncheckedIOException(
          "the machine has no such address", new IOException(noSuchAddress));
    }
  }

  /// Java has the same class for an address that the machine does not have, and for a port that
  /// needs a privilege.
  private static boolean isInUse(IOException refused) {
    return refused instanceof BindException
        && String.valueOf(refused.getMessage()).contains("in use");
  }

  /// Never 0.
  public int number() {
    return number;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  /// Gives it free, as a server on it does when it is closed: never under one that runs.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
