package dev.gatehouse.server;

import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// `/health/live` and `/health/ready`. A node that drains, or does not know what the others changed
/// within the last second (design D11), is alive but not ready.
final class Health {
  /// Why a node without its database is not ready.
  static final String NO_DATABASE = "the database cannot be reached";

  private static final String JSON = "application/json";
  private static final int BODY_MAX = 0;

  private final Freshness freshness;
  private final String warnings;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicReference<Optional<String>> databaseFault =
      new AtomicReference<>(Optional.empty());

  /// @param risks why an acknowledged change might be lost; shown for as long as the node runs
  ///   (RL-07)
  Health(Freshness freshness, List<String> risks) {
    this.freshness = freshness;
    warnings =
        risks.isEmpty()
            ? ""
            : risks.stream().collect(Collectors.joining("\",\"", ",\"warnings\":[\"", "\"]"));
  }

  List<Route> routes() {
    return List.of(
        new Route("/health/live", BODY_MAX, inline(() -> answer(200, "live"))),
        new Route("/health/ready", BODY_MAX, inline(this::ready)));
  }

  /// Whether the node should get traffic.
  boolean isReady() {
    return ready().status() == 200;
  }

  /// From now on the node asks for no more traffic.
  void drain() {
    draining.set(true);
  }

  /// The database answered, or did not, with a reason that may be shown.
  void database(Optional<String> fault) {
    databaseFault.set(fault);
  }

  private Response ready() {
    if (draining.get()) {
      return answer(503, "draining");
    }
    var fault = databaseFault.get();
    if (fault.isPresent()) {
      return answer(503, fault.get());
    }
    return freshness.isFresh()
        ? answer(200, "ready", warnings)
        : answer(503, "changes of other nodes have not been read for more than a second");
  }

  private static Response answer(int status, String text) {
    return answer(status, text, "");
  }

  private static Response answer(int status, String text, String more) {
    return Response.of(status, JSON, "{\"status\":\"" + text + "\"" + more + "}")
        .with("Cache-Control", "no-store");
  }

  private static Handler inline(java.util.function.Supplier<Response> answer) {
    return new InlineHandler() {
      @Override
      public Optional<Response> tryHandle(Request request) {
        return Optional.of(handle(request));
      }

      @Override
      public Response handle(Request request) {
        return switch (request.method()) {
          case "GET", "HEAD" -> answer.get();
          default -> Response.of(405).with("Allow", "GET, HEAD");
        };
      }
    };
  }
}
