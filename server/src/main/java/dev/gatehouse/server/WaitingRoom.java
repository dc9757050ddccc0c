package dev.gatehouse.server;

import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What the listeners answer before the database is there: alive, not ready, and 503 to every other
/// path. They are closed before those of the server are opened.
final class WaitingRoom implements AutoCloseable {
  private static final int BODY_MAX = 1 << 20;

  /// As deep as the paths of the server.
  private static final List<String> PATHS =
      List.of("/", "/{a}", "/{a}/{b}", "/{a}/{b}/{c}", "/{a}/{b}/{c}/{d}");

  private final List<HttpServer> listeners = new ArrayList<>();

  private WaitingRoom() {}

  /// @throws PortTakenException when another process has a port
  static WaitingRoom open(
      Settings settings, Optional<SSLContext> tls, Env env, AccessLog accessLog) {
    var room = new WaitingRoom();
    var opener = new Listeners(settings, env, accessLog);
    var ports = Ports.take(settings);
    try {
      room.listeners.add(opener.open(ports.publicPort(), tls, router(env)));
      ports
          .managementPort()
          .ifPresent(own ->
              room.listeners.add(
                  opener.open(own, tls.filter(_ -> settings.tls().onManagement()), router(env))));
      return room;
    } catch (RuntimeException failed) {
      room.close();
      ports.close();
      throw failed;
    }
  }

  private static Router router(Env env) {
    var health = new Health(Freshness.ofOnlyNode(env.clock()), List.of());
    health.database(Optional.of(Health.NO_DATABASE));
    var others =
        PATHS.stream()
            .map(path -> new Route(path, BODY_MAX, _ -> Response.of(503).with("Retry-After", "1")))
            .toList();
    return new Router(others, others, health.routes(), _ -> true);
  }

  @Override
  public void close() {
    listeners.forEach(HttpServer::close);
  }
}
