package dev.gatehouse.server;

import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.exposition.PrometheusText;
import org.jspecify.annotations.Nullable;

/// `GET /metrics` of the management listener (design D19): Prometheus text, or OpenMetrics where
/// the request accepts it. Takes no credentials: whoever reaches the management listener may read
/// how much is done, never what is in it.
final class MetricsEndpoint implements Handler {
  static final String PATH = "/metrics";

  private final Meters meters;

  /// Made at the first scrape: a server that nobody watches loads none of it.
  private volatile @Nullable PrometheusText text;

  MetricsEndpoint(Meters meters) {
    this.meters = meters;
  }

  @Override
  public Response handle(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.of(405).with("Allow", "GET, HEAD");
    }
    var page = text().page(request.headers().first("accept").orElse(""));
    return Response.of(200, page.contentType(), page.text()).with("Cache-Control", "no-store");
  }

  private PrometheusText text() {
    var known = text;
    return known != null ? known : make();
  }

  private synchronized PrometheusText make() {
    var made = text;
    if (made == null) {
      made = new PrometheusText(meters);
      text = made;
    }
    return made;
  }
}
