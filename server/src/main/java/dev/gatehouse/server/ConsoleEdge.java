package dev.gatehouse.server;

import dev.gatehouse.administrators.SessionLimits;
import dev.gatehouse.administrators.SetUpLinkMint;
import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.config.Settings;
import dev.gatehouse.console.ConsoleRoutes;
import dev.gatehouse.console.ConsoleWay;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Route;
import dev.gatehouse.store.SetUpLinks;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Builds the console's edge, and makes the link that its start prints.
///
/// @param url where a browser reaches the console, without a slash at its end
/// @param signInLink see [#signInLink]
record ConsoleEdge(
    ConsoleRoutes routes, Foundation foundation, String url, Optional<SignInLink> signInLink) {
  /// The link of a dev server that only this machine reaches; empty of any other.
  static Optional<SignInLink> signInLink(Settings settings, Env env, String url) {
    return Optional.of(settings.management().orElse(settings.publicListener()))
        .filter(listener -> settings.dev() && listener.isLoopback())
        .map(_ -> new SignInLink(env.random(), url));
  }

  static ConsoleEdge of(
      Settings settings,
      Foundation foundation,
      AuditLog audit,
      String url,
      Optional<SignInLink> signInLink) {
    var env = foundation.env();
    var naming = settings.naming();
    var routes =
        new ConsoleRoutes(
            new ConsoleRoutes.Parts(
                foundation.measured(),
                env,
                foundation.sealer(),
                foundation.mint(),
                foundation.hasher(),
                audit),
            new ConsoleRoutes.About(
                settings.dev(), ServerMeters.version(), naming.regions(), naming.accountId()),
            limits(settings),
            signInLink);
    return new ConsoleEdge(routes, foundation, url, signInLink);
  }

  static SessionLimits limits(Settings settings) {
    return new SessionLimits(settings.console().idle(), settings.console().sessionMax());
  }

  /// How requests reach the console through that listener (UI-18).
  ///
  /// @param tls whether the listener speaks TLS itself
  static ConsoleWay way(Settings settings, Settings.Listener listener, boolean tls) {
    return new ConsoleWay(tls, listener.isLoopback(), settings.dev());
  }

  List<Route> routes(ConsoleWay way) {
    return routes.routes(way);
  }

  /// See [Gatehouse#consoleLink()].
  String link() {
    if (signInLink.isPresent()) {
      return signInLink.get().mint();
    }
    var minted = new SetUpLinkMint(foundation.env(), url).mint(Optional.empty());
    try {
      return foundation.store().<Boolean>write(tx -> isFirst(tx, minted.row()))
          ? minted.link()
          : url + "/console/";
    } catch (StoreUnavailableException later) {
      return url + "/console/"; // A link can be asked for when the database is back.
    }
  }

  /// Stores the link where there is nobody yet.
  private static boolean isFirst(WriteTx tx, SetUpLinks.Row link) {
    var nobody = tx.administrators().list().isEmpty();
    if (nobody) {
      tx.setUpLinks().put(link);
    }
    return nobody;
  }

  /// Deletes what is over: sessions with their keys, links, counts of wrong guesses.
  static void deleteOver(Store store, SessionLimits limits, Instant now) {
    store.write(tx ->
        limits.endOver(tx, now)
            + tx.setUpLinks().deleteExpired(now)
            + tx.consoleAttempts().deleteExpired(now));
  }
}
