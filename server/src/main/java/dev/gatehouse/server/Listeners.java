package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.Limits;
import dev.gatehouse.http.PortInUseException;
import dev.gatehouse.http.Router;
import dev.gatehouse.http.TrustedProxies;
import java.net.InetAddress;

/// Opens listeners as the settings say.
final class Listeners {
  private Listeners() {}

  /// @throws PortTakenException when another process has the port
  static HttpServer open(
      Settings settings, Settings.Listener listener, Router router, Env env, AccessLog log) {
    var where = new HttpServer.Listener(listener.bind(), listener.port(), proxies(settings));
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

  private static TrustedProxies proxies(Settings settings) {
    return new TrustedProxies(
        settings.limits().trustedProxies().stream().map(InetAddress::ofLiteral).toList());
  }

  private static Limits limits(Settings.Limits limits) {
    return new Limits(
        limits.headerMax(),
        limits.requestDeadline(),
        limits.idleMax(),
        limits.connectionsMax(),
        limits.connectionsPerAddressMax(),
        limits.concurrencyMax());
  }
}
