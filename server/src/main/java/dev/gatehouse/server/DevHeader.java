package dev.gatehouse.server;

import dev.gatehouse.http.Handler;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;
import java.util.Optional;

/// Makes dev mode visible in every answer (security reference 1.4 b).
final class DevHeader {
  private static final String NAME = "Gatehouse-Mode";
  private static final String VALUE = "dev";

  private DevHeader() {}

  static List<Route> on(List<Route> routes) {
    return routes.stream()
        .map(route -> new Route(route.path(), route.bodyMax(), marked(route.handler())))
        .toList();
  }

  private static Handler marked(Handler handler) {
    if (!(handler instanceof InlineHandler inline)) {
      return request -> handler.handle(request).with(NAME, VALUE);
    }
    return new InlineHandler() {
      @Override
      public Optional<Response> tryHandle(Request request) {
        return inline.tryHandle(request).map(answer -> answer.with(NAME, VALUE));
      }

      @Override
      public boolean isCheap() {
        return inline.isCheap();
      }

      @Override
      public Response handle(Request request) {
        return inline.handle(request).with(NAME, VALUE);
      }
    };
  }
}
