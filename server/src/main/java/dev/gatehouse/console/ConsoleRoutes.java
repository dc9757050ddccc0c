package dev.gatehouse.console;

import dev.gatehouse.administrators.AdministratorPasswords;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.administrators.SecondFactors;
import dev.gatehouse.administrators.SessionLimits;
import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Optional;

/// The addresses of the console that are no files.
public final class ConsoleRoutes {
  /// The largest body: a name, a password and a token.
  private static final int BODY_MAX = 8 * 1024;

  private final SignInEndpoint.Rules rules;
  private final About about;

  /// What the endpoints work with.
  public record Parts(
      Store store,
      Env env,
      Sealer sealer,
      AccessKeyMint mint,
      PasswordHasher hasher,
      AuditLog audit) {}

  /// What the page is told of the server.
  ///
  /// @param regions the first one is the default
  public record About(boolean dev, String version, List<String> regions, String accountId) {
    public About {
      regions = List.copyOf(regions);
    }

    String mode() {
      return dev ? "dev" : "strict";
    }
  }

  /// @param signInLink of a dev server on a loopback address
  public ConsoleRoutes(
      Parts parts, About about, SessionLimits limits, Optional<SignInLink> signInLink) {
    this.about = about;
    rules =
        new SignInEndpoint.Rules(
            parts.store,
            parts.env,
            new AdministratorPasswords(parts.hasher, parts.sealer),
            new SecondFactors(parts.sealer, parts.env),
            new GuessLimit(parts.store, parts.sealer, parts.env),
            new Sessions(parts.store, parts.env, parts.mint, limits),
            new SessionView(about, limits.idle()),
            new ConsoleTrail(parts.audit, about),
            signInLink);
  }

  /// The routes for a listener.
  public List<Route> routes(ConsoleWay way) {
    var session = new SessionEndpoint(rules, way);
    return List.of(
        route("/console/state", way, this::state, "GET"),
        route("/console/setup", way, new SetUpEndpoint(rules, way), "POST"),
        route("/console/session", way, session, "POST", "GET", "DELETE"));
  }

  private static Route route(
      String path, ConsoleWay way, Gate.Endpoint endpoint, String... methods) {
    return new Route(path, BODY_MAX, new Gate(List.of(methods), way, endpoint));
  }

  /// For the page before anybody is signed in: says nothing that is not on it.
  private Response state(Request request) {
    var isDone = !rules.store().<Boolean>read(tx -> tx.administrators().list().isEmpty());
    return Gate.ok(
        JsonValue.object()
            .put("SetUpDone", isDone)
            .put("Mode", about.mode())
            .put("Version", about.version())
            .build());
  }
}
