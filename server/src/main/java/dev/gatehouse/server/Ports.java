package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Port;
import dev.gatehouse.http.PortInUseException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

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
      return new Ports(takePublic(settings), Optional.empty());
    }
    // The system may give away the number of one that is fixed.
    if (settings.publicListener().port() == 0) {
      var first = takeManagement(management.get());
      return new Ports(after(first, () -> takePublic(settings)), Optional.of(first));
    }
    var first = takePublic(settings);
    return new Ports(first, Optional.of(after(first, () -> takeManagement(management.get()))));
  }

  private static Taken after(Taken first, Supplier<Taken> second) {
    try {
      return second.get();
    } catch (RuntimeException refused) {
      first.close();
      throw refused;
    }
  }

  /// @throws PortTakenException when another process has it
  /// @throws StartRefusedException when it cannot be had for another reason
  static Taken takePublic(Settings settings) {
    return take(settings.publicListener(), "--port");
  }

  private static Taken takeManagement(Settings.Listener listener) {
    return take(listener, "--set http.management.port=PORT");
  }

  /// @param option what names another port
  private static Taken take(Settings.Listener listener, String option) {
    try {
      var port = Port.take(listener.bind(), listener.port());
      return new Taken(new Settings.Listener(listener.bind(), port.number()), port);
    } catch (PortInUseException taken) {
      throw new PortTakenException(
          "Port "
              + taken.port()
              + " is in use by "
              + PortHolder.describe(taken.port()).orElse("another process")
              + ". Stop it, or name another port with "
              + option
              + ".");
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
