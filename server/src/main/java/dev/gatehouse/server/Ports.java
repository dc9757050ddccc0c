package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Port;
import dev.gatehouse.http.PortInUseException;
import java.util.Optional;

/// The ports of a server. Both are taken before anything is made of their numbers: a free one that
/// is only looked up is anybody's until it is listened on, also the other listener's.
record Ports(Taken open, Optional<Taken> management) implements AutoCloseable {
  /// A port of this process.
  ///
  /// @param listener with the number of its port
  record Taken(Settings.Listener listener, Port port) implements AutoCloseable {
    @Override
    public void close() {
      port.close();
    }
  }

  /// @throws PortTakenException when another process has one of them
  static Ports take(Settings settings) {
    var open = take(settings.publicListener());
    try {
      return new Ports(open, settings.management().map(Ports::take));
    } catch (RuntimeException refused) {
      open.close();
      throw refused;
    }
  }

  /// @throws PortTakenException when another process has it
  static Taken take(Settings.Listener listener) {
    try {
      var port = Port.take(listener.bind(), listener.port());
      return new Taken(new Settings.Listener(listener.bind(), port.number()), port);
    } catch (PortInUseException taken) {
      throw new PortTakenException(
          "Port "
              + taken.port()
              + " is in use by "
              + PortHolder.describe(taken.port()).orElse("another process")
              + ". Stop it, or name another port with --port.");
    }
  }

  /// Gives them free; a server on them does so itself.
  @Override
  public void close() {
    open.close();
    management.ifPresent(Taken::close);
  }
}
