package dev.gatehouse.admin;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.usage.History;
import dev.gatehouse.usage.Range;
import dev.gatehouse.usage.Usage;
import java.time.Instant;

/// `GetMetricHistory`: tokens by grant, sign-ins, errors by code and the latency of the token
/// endpoint in the last hour, day or week, of all nodes: of a pool, of one of its clients (by the
/// hour, without latency), or of the whole server (ui 8.14, 10.1). The whole server is for keys
/// whose policy allows it on `*`. A point is a time in which something happened, oldest first.
final class GetMetricHistory implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final Usage usage;

  GetMetricHistory(Store store, Env env, Usage usage) {
    this.store = store;
    this.env = env;
    this.usage = usage;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var now = env.now();
    var range = Range.of(Members.required(request, "Range"));
    var history = store.<History>read(tx -> history(tx, request, caller, range, now));
    var points = history.points().stream().<JsonValue>map(GetMetricHistory::view).toList();
    return JsonValue.object()
        .put("Recording", usage.isOn())
        .put("Range", range.text())
        .put("PeriodSeconds", history.period().toSeconds())
        .put("From", Members.date(history.from()))
        .put("To", Members.date(now))
        .put("Total", UsageView.all(JsonValue.object(), history.total()))
        .put("Points", new JsonArray(points))
        .build();
  }

  /// @throws ApiException `POOL_NOT_FOUND` when the pool is not there, `CLIENT_WITHOUT_POOL`
  /// @throws RefusedException with `UnknownClient`
  private static History history(
      ReadTx tx, JsonObject request, Caller caller, Range range, Instant now) {
    var client = request.string("ClientId");
    var pool = request.string("UserPoolId").map(id -> PoolScope.require(caller, id));
    if (pool.isEmpty()) {
      if (client.isPresent()) {
        throw new ApiException(ApiError.CLIENT_WITHOUT_POOL);
      }
      return History.ofServer(tx, range, now);
    }
    PoolScope.find(tx, pool.get());
    if (client.isEmpty()) {
      return History.ofPool(tx, pool.get(), range, now);
    }
    var id =
        ClientId.parse(client.get())
            .filter(each -> tx.appClients().find(pool.get(), each).isPresent())
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(client.get())));
    return History.ofClient(tx, pool.get(), id, range, now);
  }

  private static JsonObject view(History.Point point) {
    return UsageView.all(
        JsonValue.object().put("Time", Members.date(point.startsAt())), point.counts());
  }
}
