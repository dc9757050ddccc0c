package dev.gatehouse.console;

import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request of the console's addresses passes, so that none can forget it: the method,
/// the header that no other site can send without asking first, which is never granted (UI-05), and
/// what browsers say of where it comes from. And what every answer carries: it is kept nowhere,
/// shown in no frame, read by no other site.
///
/// @param methods that the address takes
record Gate(List<String> methods, ConsoleWay way, Endpoint endpoint) implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String JSON = "application/json";

  /// Answers what has passed.
  @FunctionalInterface
  interface Endpoint {
    /// @throws ConsoleException when it is refused
    Response answer(Request request);
  }

  @Override
  public Response handle(Request request) {
    return guarded(answer(request));
  }

  private Response answer(Request request) {
    try {
      if (!methods.contains(request.method())) {
        return refuse(new ConsoleException(ConsoleError.METHOD_NOT_ALLOWED))
            .with("Allow", String.join(", ", methods));
      }
      requireOwnPage(request);
      return endpoint.answer(request);
    } catch (ConsoleException refused) {
      return refuse(refused);
    } catch (RefusedException refused) {
      return refuse(ConsoleRefusals.of(refused.refusal()));
    } catch (StoreUnavailableException unavailable) {
      LOG.warn("request {}: the store is unavailable", requestId(), unavailable);
      return refuse(new ConsoleException(ConsoleError.UNAVAILABLE));
    } catch (RuntimeException fault) {
      LOG.error("request {} failed", requestId(), fault);
      return refuse(new ConsoleException(ConsoleError.INTERNAL));
    }
  }

  private static String requestId() {
    return RequestContext.current().map(RequestContext::requestId).orElse("-");
  }

  private void requireOwnPage(Request request) {
    if (!request.headers().all("x-gatehouse-console").equals(List.of("1"))) {
      throw new ConsoleException(ConsoleError.HEADER_MISSING);
    }
    var isForeign =
        request.headers().all("sec-fetch-site").stream()
                .anyMatch(site -> !site.equals("same-origin"))
            || request.headers().all("origin").stream().anyMatch(from -> !isOwn(from, request));
    if (isForeign) {
      throw new ConsoleException(ConsoleError.CROSS_SITE);
    }
    if (request.method().equals("POST") && !isJson(request)) {
      throw new ConsoleException(ConsoleError.WRONG_CONTENT_TYPE);
    }
  }

  /// Whether an `Origin` (RFC 6454 §7) is that of the page that this listener serves.
  private boolean isOwn(String origin, Request request) {
    var own = (way.isSecure(request) ? "https://" : "http://") + request.authority();
    return origin.toLowerCase(Locale.ROOT).equals(own);
  }

  private static boolean isJson(Request request) {
    return request.headers().all("content-type").size() == 1
        && request.mediaType().filter(JSON::equals).isPresent();
  }

  static Response ok(JsonValue body) {
    return Response.of(200, JSON, Json.text(body));
  }

  private static Response refuse(ConsoleException refused) {
    var error = refused.error();
    var body = JsonValue.object().put("Error", error.code());
    error.field().ifPresent(field -> body.put("Field", field));
    body.put("Message", error.text());
    var answer = Response.of(error.status(), JSON, Json.text(body.build()));
    var wait = refused.retryAfter();
    return wait.isZero()
        ? answer
        : answer.with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
  }

  private static Response guarded(Response answer) {
    return answer
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Frame-Options", "DENY");
  }
}
