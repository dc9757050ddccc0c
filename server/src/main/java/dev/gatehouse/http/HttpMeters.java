package dev.gatehouse.http;

import dev.gatehouse.metrics.ByCode;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one listener counts: answers by route and status, what it refused before a handler saw it,
/// connections. A route's counters are found by its path's cached hash, a status by its index.
final class HttpMeters {
  /// Where no route matched, and where the request was refused before one was looked for.
  private static final String NO_ROUTE = "none";

  private final Family<Counter> requests =
      Family.counters("gatehouse_http_requests_total", "Answered requests.", "route", "code");
  private final Family<Counter> refusals =
      Family.counters("gatehouse_refusals_total", "Refused requests.", "reason");
  private final Family<Counter> connections =
      Family.counters(
          "gatehouse_http_connections_total",
          "Connections that were opened, and that the server closed because of a limit.",
          "event");
  private final Map<String, ByCode> routes = new ConcurrentHashMap<>();
  private final ByCode refused = new ByCode(code -> refusals.of(reason(code)));

  final Counter opened = connections.of("opened");
  final Counter overAddressLimit = connections.of("refused_per_address");
  final Counter slowRequest = connections.of("cut_slow_request");
  final Counter slowReader = connections.of("cut_slow_reader");

  /// An answer went out.
  ///
  /// @param route the path of the route that was found; empty for none
  void answered(String route, int status) {
    var known = routes.get(route);
    (known != null ? known : routes.computeIfAbsent(route, this::byCode)).count(status);
  }

  private ByCode byCode(String route) {
    var name = route.isEmpty() ? NO_ROUTE : route;
    return new ByCode(status -> requests.of(name, Integer.toString(status)));
  }

  /// This package refused, with that status; no handler has seen the request.
  void refused(int status) {
    refused.count(status);
  }

  private static String reason(int status) {
    return switch (status) {
      case 404 -> "no_route";
      case 408 -> "too_slow";
      case 413 -> "too_large";
      case 414, 431 -> "header_too_large";
      case 429 -> "throttled";
      case 503 -> "busy";
      default -> "malformed";
    };
  }

  /// @param listener a name for all its series: `public` or `management`
  void showIn(Meters meters, String listener, Load load, Connections connections) {
    meters.show(requests, "listener", listener);
    meters.show(refusals, "edge", "http", "listener", listener);
    meters.show(this.connections, "listener", listener);
    level(
        meters,
        listener,
        "gatehouse_http_requests_in_flight",
        "Requests that are being served now.",
        new Reading(load::serving));
    level(
        meters,
        listener,
        "gatehouse_http_arriving_bytes",
        "Bytes kept of bodies whose rest has not come.",
        new Reading(load::arrivingBytes));
    level(
        meters,
        listener,
        "gatehouse_http_connections_open",
        "Connections that are open now.",
        new Reading(connections::count));
  }

  private static void level(
      Meters meters, String listener, String name, String help, Reading reading) {
    meters.show(Family.gauges(name, help, "listener").put(reading, listener));
  }
}
