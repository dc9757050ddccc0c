package dev.gatehouse.admin;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import java.math.BigDecimal;
import java.util.Optional;

/// `ListRequests`: the last requests of a pool, or of the Region and of no pool, newest first, in
/// pages, with the reasons of refusals in words (ui 9.3). Each node has its own and says which one
/// it is; a token of a page is of its node. For whoever's policy allows it on that pool: secrets
/// are in none of it (RL-2).
final class ListRequests implements Operation<JsonObject, JsonObject> {
  private static final int LIMIT_DEFAULT = 60;
  private static final int BAD_REQUEST = 400;
  private static final char NUMBER = '#';

  private final Store store;
  private final RequestLog log;
  private final PageToken pageToken;
  private final String node;

  ListRequests(Store store, RequestLog log, Sealer sealer, Env env) {
    this.store = store;
    this.log = log;
    pageToken = new PageToken(sealer, "ListRequests");
    node = env.uuid().toString().substring(0, 8);
  }

  /// Which lines are asked for.
  private record Filter(
      Caller caller, Optional<UserPoolId> pool, Optional<String> client, boolean onlyErrors) {
    boolean matches(RequestLog.Line line) {
      var notes = line.entry().notes();
      return isOfPool(line)
          && (client.isEmpty() || client.equals(notes.clientId()))
          && (!onlyErrors || line.entry().status() >= BAD_REQUEST);
    }

    /// Whose lines they are: the list of somebody else has other pages.
    private String scope() {
      return caller.region()
          + "|"
          + pool.map(UserPoolId::value).orElse("")
          + "|"
          + client.orElse("")
          + "|"
          + onlyErrors;
    }

    /// Without a pool, those of every pool of the Region; and what came to none, wherever it was
    /// meant for.
    private boolean isOfPool(RequestLog.Line line) {
      var own = line.pool();
      return pool.isPresent()
          ? own.equals(pool.map(UserPoolId::value))
          : own.flatMap(UserPoolId::parse)
              .map(id -> id.region().equals(caller.region()))
              .orElse(true);
    }
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var filter = filter(request, caller);
    int limit = request.number("Limit").map(BigDecimal::intValue).orElse(LIMIT_DEFAULT);
    var scope = filter.scope();
    var before =
        request
            .string("NextToken")
            .map(token -> number(pageToken.position(scope, token)))
            .orElse(Long.MAX_VALUE);
    var lines =
        log.newestFirst().stream()
            .filter(line -> line.number() < before && filter.matches(line))
            .limit(limit + 1L)
            .toList();
    var views = lines.stream().limit(limit).<JsonValue>map(RequestView::of).toList();
    var answer =
        JsonValue.object()
            .put("Node", node)
            .put("Recording", log.isOn())
            .put("Requests", new JsonArray(views));
    pageToken
        .next(scope, lines, limit, line -> node + NUMBER + line.number())
        .ifPresent(token -> answer.put("NextToken", token));
    return answer.build();
  }

  /// @throws ApiException `POOL_NOT_FOUND` when the pool is not there
  private Filter filter(JsonObject request, Caller caller) {
    var pool = request.string("UserPoolId").map(id -> PoolScope.require(caller, id));
    pool.ifPresent(id -> store.read(tx -> PoolScope.find(tx, id)));
    return new Filter(
        caller, pool, request.string("ClientId"), request.bool("OnlyErrors").orElse(false));
  }

  /// @throws ApiException `INVALID_PAGE_TOKEN` for a token of another node, or from before its
  ///   start
  private long number(String position) {
    var mark = position.indexOf(NUMBER);
    if (!position.substring(0, mark).equals(node)) {
      throw new ApiException(ApiError.INVALID_PAGE_TOKEN);
    }
    return Long.parseLong(position.substring(mark + 1));
  }
}
