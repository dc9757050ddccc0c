package dev.gatehouse.console;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/// `/console/session`: signs in, gives a page that was loaded again its keys, signs out.
final class SessionEndpoint implements Gate.Endpoint {
  private final SignInEndpoint.Rules rules;
  private final SignInEndpoint signIn;
  private final ConsoleWay way;

  SessionEndpoint(SignInEndpoint.Rules rules, ConsoleWay way) {
    this.rules = rules;
    signIn = new SignInEndpoint(rules, way);
    this.way = way;
  }

  @Override
  public Response answer(Request request) {
    return switch (request.method()) {
      case "POST" -> signIn.answer(request);
      case "GET" -> renew(request);
      case "DELETE" -> end(request);
      default -> throw new ConsoleException(ConsoleError.METHOD_NOT_ALLOWED);
    };
  }

  private Response renew(Request request) {
    var living =
        way.cookie(request)
            .token(request)
            .flatMap(rules.sessions()::find)
            .orElseThrow(() -> new ConsoleException(ConsoleError.NO_SESSION));
    var keys = rules.sessions().renew(living);
    return Gate.ok(rules.view().of(living.administrator(), keys).build());
  }

  /// Also of a session that has ended already: the cookie goes in any case.
  private Response end(Request request) {
    var cookie = way.cookie(request);
    cookie.token(request).ifPresent(token -> end(token, request));
    return Response.of(204).with("Set-Cookie", cookie.clear());
  }

  private void end(String token, Request request) {
    rules
        .sessions()
        .find(token)
        .ifPresent(living ->
            rules
                .trail()
                .serve(
                    "ConsoleSignOut",
                    request,
                    attempt -> {
                      attempt.by(living.administrator().name());
                      return attempt.write(() -> rules.sessions().end(token));
                    }));
  }
}
