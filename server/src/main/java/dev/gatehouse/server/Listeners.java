package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.InMemoryServer;
import dev.gatehouse.http.Limits;
import dev.gatehouse.http.Router;
import dev.gatehouse.http.TrustedProxies;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Opens listeners as the settings say.
record Listeners(Settings settings, Env env, AccessLog log) {
  /// @param tls empty for one that speaks in clear
  HttpServer open(Ports.Taken taken, Optional<SSLContext> tls, Router router) {
    var listener = new HttpServer.Listener(taken.port(), proxies(), tls);
    return HttpServer.start(listener, limits(settings.limits()), router, env, log);
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
