package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Port;
import dev.gatehouse.http.PortInUseException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The ports of a server. Both are taken before anything is made of their numbers: a free one that
/// is only looked up is anybody's until it is listened on, also the other listener's.
record Ports(Taken publicPort, Optional<Taken> managementPort) implements AutoCloseable {
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
  /// @throws StartRefusedException when one cannot be had for another reason
  static Ports take(Settings settings) {
    var management = settings.management();
    if (management.isEmpty()) {
      return new Ports(take(settings.publicListener()), Optional.empty());
    }
    // The system may give away the number of one that is fixed.
    if (settings.publicListener().port() == 0) {
      var first = take(management.get());
      return new Ports(after(first, settings.publicListener()), Optional.of(first));
    }
    var first = take(settings.publicListener());
    return new Ports(first, Optional.of(after(first, management.get())));
  }

  private static Taken after(Taken first, Settings.Listener second) {
    try {
      return take(second);
    } catch (RuntimeException refused) {
      first.close();
      throw refused;
    }
  }

  /// @throws PortTakenException when another process has it
  /// @throws StartRefusedException when it cannot be had for another reason
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
    } catch (UncheckedIOException refused) {
      throw new StartRefusedException(
          "Cannot listen on %s, port %d: %s."
              .formatted(listener.bind(), listener.port(), refused.getMessage()));
    }
  }

  @Override
  public void close() {
    publicPort.close();
    managementPort.ifPresent(Taken::close);
  }
}
