package dev.gatehouse.server;

import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.console.ConsoleWay;
import dev.gatehouse.console.StaticFiles;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.Router;
import dev.gatehouse.oauth.OAuthRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What answers requests, put together for each way in (design D19).
///
/// @param isDev whether every answer says that this is dev mode
record Routes(
    OAuthRoutes oauth,
    AwsDispatcher dispatcher,
    ConsoleEdge console,
    MetricsEndpoint metrics,
    Health health,
    boolean isDev) {
  /// For everybody.
  ///
  /// @param only how the console is reached where there is no other way in: metrics are shown here
  ///   then, too
  Router everything(Hosts hosts, Optional<ConsoleWay> only) {
    var main = new ArrayList<>(oauth.main());
    main.add(Edges.route(dispatcher));
    only.ifPresent(way -> {
      main.add(metricsRoute());
      main.addAll(console.routes(way));
      main.addAll(StaticFiles.routes());
    });
    return router(main, oauth.domainHosts(), List.of(), hosts);
  }

  /// For administrators. Elsewhere than on a loopback address a scraper asks by whatever address it
  /// finds; there, pages that a browser shows must not read it under a name of their own. The
  /// console's page calls no other origin than its own (UI-03), so what it asks is here, too: both
  /// APIs, and tokens for whoever tries them out.
  Router management(Hosts hosts, boolean isLoopback, ConsoleWay way) {
    var main = new ArrayList<>(oauth.main());
    main.add(Edges.managementRoute(dispatcher));
    main.addAll(console.routes(way));
    main.addAll(StaticFiles.routes());
    if (isLoopback) {
      main.add(metricsRoute());
      return router(main, List.of(), List.of(), hosts);
    }
    return router(main, List.of(), List.of(metricsRoute()), hosts);
  }

  private Route metricsRoute() {
    return new Route(MetricsEndpoint.PATH, 0, metrics);
  }

  private Router router(
      List<Route> main, List<Route> otherHosts, List<Route> anyHost, Hosts hosts) {
    var probes = new ArrayList<>(health.routes());
    probes.addAll(anyHost);
    return isDev
        ? new Router(
            DevHeader.on(main), DevHeader.on(otherHosts), DevHeader.on(probes), hosts::contains)
        : new Router(main, otherHosts, probes, hosts::contains);
  }

  /// Loads what the first request would wait for.
  void warmUp() {
    dispatcher.warmUp();
  }
}
