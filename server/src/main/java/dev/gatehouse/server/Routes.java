package dev.gatehouse.server;

import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.Router;
import dev.gatehouse.oauth.OAuthRoutes;
import java.util.ArrayList;
import java.util.List;

/// What answers requests, put together for each way in (design D19).
///
/// @param isDev whether every answer says that this is dev mode
record Routes(
    OAuthRoutes oauth,
    AwsDispatcher dispatcher,
    MetricsEndpoint metrics,
    Health health,
    boolean isDev) {
  /// For everybody.
  ///
  /// @param isOnly whether there is no other way in, so that metrics are shown here
  Router everything(Hosts hosts, boolean isOnly) {
    var main = new ArrayList<>(oauth.main());
    main.add(Edges.route(dispatcher));
    if (isOnly) {
      main.add(metricsRoute());
    }
    return router(main, oauth.domainHosts(), List.of(), hosts);
  }

  /// For administrators. Elsewhere than on a loopback address a scraper asks by whatever address it
  /// finds; there, pages that a browser shows must not read it under a name of their own.
  Router management(Hosts hosts, boolean isLoopback) {
    var api = Edges.managementRoute(dispatcher);
    return isLoopback
        ? router(List.of(api, metricsRoute()), List.of(), List.of(), hosts)
        : router(List.of(api), List.of(), List.of(metricsRoute()), hosts);
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
