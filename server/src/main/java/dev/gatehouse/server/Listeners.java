package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.InMemoryServer;
import dev.gatehouse.http.Limits;
import dev.gatehouse.http.PortInUseException;
import dev.gatehouse.http.Router;
import dev.gatehouse.http.TrustedProxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Opens listeners as the settings say.
record Listeners(Settings settings, Env env, AccessLog log) {
  /// A listener with its port: issuer and links are made of it before anything listens.
  static Settings.Listener fixed(Settings.Listener listener) {
    if (listener.port() != 0) {
      return listener;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(listener.bind()))) {
      return new Settings.Listener(listener.bind(), socket.getLocalPort());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /// @param tls empty for one that speaks in clear
  /// @throws PortTakenException when another process has the port
  HttpServer open(Settings.Listener listener, Optional<SSLContext> tls, Router router) {
    var where = new HttpServer.Listener(listener.bind(), listener.port(), proxies(), tls);
    try {
      return HttpServer.start(where, limits(settings.limits()), router, env, log);
    } catch (PortInUseException taken) {
      throw new PortTakenException(
          "Port "
              + taken.port()
              + " is in use by "
              + PortHolder.describe(taken.port()).orElse("another process")
              + ". Stop it, or name another port with --port.");
    }
  }

  /// A way in without a port, with the same limits.
  InMemoryServer openInMemory(Router router) {
    return InMemoryServer.start(limits(settings.limits()), router, env, log);
  }

  private TrustedProxies proxies() {
    var blocks = settings.limits().trustedProxies();
    return blocks.isEmpty()
        ? TrustedProxies.NONE
        : new TrustedProxies(address -> blocks.stream().anyMatch(block -> block.contains(address)));
  }

  private Limits limits(Settings.Limits limits) {
    return new Limits(
        limits.headerMax(),
        limits.requestDeadline(),
        limits.idleMax(),
        limits.connectionsMax(),
        limits.connectionsPerAddressMax(),
        limits.concurrencyMax(),
        limits.waitMax(),
        settings.throttle().requestsPerSecondPerAddress());
  }
}
