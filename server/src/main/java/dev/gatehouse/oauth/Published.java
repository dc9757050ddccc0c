package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.NotCachedException;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.Optional;

/// A public document of a pool, served with a validator and for a bounded time (JW-25): key set and
/// discovery.
final class Published implements InlineHandler {
  private static final Headers HEADERS =
      Headers.NONE
          .with("Content-Type", "application/json")
          .with("Access-Control-Allow-Origin", "*")
          .with("Cache-Control", "public, max-age=" + PoolKeys.CACHEABLE.toSeconds())
          .with("X-Content-Type-Options", "nosniff");

  private final Catalog catalog;
  private final Maker maker;

  Published(Catalog catalog, Maker maker) {
    this.catalog = catalog;
    this.maker = maker;
  }

  /// Makes the document of a pool.
  @FunctionalInterface
  interface Maker {
    Document make(PoolEntry pool);
  }

  /// A document as it is served.
  interface Document {
    byte[] json();

    /// A strong validator, quoted (RFC 9110 §8.8.3).
    String etag();
  }

  @Override
  public Optional<Response> tryHandle(Request request) {
    try {
      return Optional.of(answer(request, catalog.cachedOnly()));
    } catch (NotCachedException cold) {
      return Optional.empty();
    }
  }

  @Override
  public Response handle(Request request) {
    try {
      return answer(request, catalog);
    } catch (StoreUnavailableException unavailable) {
      return Response.of(503).with("Retry-After", "1");
    }
  }

  private Response answer(Request request, Lookups lookups) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.of(405).with("Allow", "GET, HEAD");
    }
    var pool = UserPoolId.parse(request.pathParameter("poolId")).flatMap(lookups::pool);
    if (pool.isEmpty()) {
      return Response.of(404);
    }
    var document = maker.make(pool.get());
    var headers = HEADERS.with("ETag", document.etag());
    var known = request.headers().first("if-none-match");
    return known.isPresent() && known.get().contains(document.etag())
        ? new Response(304, headers, new byte[0])
        : new Response(200, headers, document.json());
  }
}
