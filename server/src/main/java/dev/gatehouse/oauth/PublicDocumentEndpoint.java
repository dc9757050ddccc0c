package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.NotCachedException;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.IfNoneMatch;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `GET /{poolId}/.well-known/…`: a public document of a pool, at the issuer's address, not at the
/// login domain (behaviour reference WK-01). May be cached for less long than a new key is
/// published before it signs (JW-24, JW-25). A stale node goes on serving it (design D11).
final class PublicDocumentEndpoint implements InlineHandler {
  private static final byte[] EMPTY = {};
  private static final Field ANY_ORIGIN = new Field("Access-Control-Allow-Origin", "*");
  private static final Field NO_SNIFF = new Field("X-Content-Type-Options", "nosniff");
  private static final Field JSON = new Field("Content-Type", "application/json");
  private static final Field CACHEABLE =
      new Field("Cache-Control", "public, max-age=" + PoolKeys.CACHEABLE.toSeconds());

  private final Catalog catalog;
  private final Lookups cached;
  private final Function<PoolEntry, PublicDocument> document;

  /// @param document says what the pool's document is
  PublicDocumentEndpoint(Catalog catalog, Function<PoolEntry, PublicDocument> document) {
    this.catalog = catalog;
    this.cached = catalog.cachedOnly();
    this.document = document;
  }

  @Override
  public Optional<Response> tryHandle(Request request) {
    try {
      return Optional.of(answer(request, cached));
    } catch (NotCachedException cold) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public Response handle(Request request) {
    try {
      return answer(request, catalog);
    } catch (StoreUnavailableException unavailable) {
      return plain(503).with("Retry-After", "1");
    }
  }

  private Response answer(Request request, Lookups lookups) {
    return switch (request.method()) {
      case "GET", "HEAD" ->
          UserPoolId.parse(request.pathParameter("poolId"))
              .flatMap(lookups::pool)
              .map(pool -> conditional(request, document.apply(pool)))
              .orElseGet(() -> plain(404));
      case "OPTIONS" -> plain(200).with("Access-Control-Allow-Methods", "GET, HEAD");
      default -> plain(405).with("Allow", "GET, HEAD");
    };
  }

  private static Response conditional(Request request, PublicDocument document) {
    var etag = new Field("ETag", document.etag());
    return IfNoneMatch.holds(request.headers(), document.etag())
        ? answer(304, EMPTY, etag, CACHEABLE)
        : answer(200, document.body(), JSON, etag, CACHEABLE);
  }

  private static Response plain(int status) {
    return answer(status, EMPTY);
  }

  private static Response answer(int status, byte[] body, Field... more) {
    var fields = new ArrayList<Field>(List.of(more));
    fields.add(ANY_ORIGIN);
    fields.add(NO_SNIFF);
    return new Response(status, new Headers(fields), body);
  }
}
