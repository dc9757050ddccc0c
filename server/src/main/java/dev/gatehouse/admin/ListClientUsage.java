package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UsageHistory.Clients;
import dev.gatehouse.usage.Counts;
import dev.gatehouse.usage.History;
import dev.gatehouse.usage.Range;
import dev.gatehouse.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `ListClientUsage`: what each client of a pool did in the last hours, day or week, by the id of
/// the client, in pages; and when it last got a token, however long ago (ui 8.4). A client that
/// never did anything is in the list as well.
final class ListClientUsage implements Operation<JsonObject, JsonObject> {
  private static final int LIMIT_DEFAULT = 60;

  private final Store store;
  private final Env env;
  private final Usage usage;
  private final PageToken pageToken;

  ListClientUsage(Store store, Env env, Sealer sealer, Usage usage) {
    this.store = store;
    this.env = env;
    this.usage = usage;
    pageToken = new PageToken(sealer, "ListClientUsage");
  }

  /// Up to one client too many, and what they did.
  private record Page(List<ClientId> clients, Map<ClientId, History.OfClient> usage) {
    static Page of(ReadTx tx, UserPoolId pool, List<ClientId> ids, Range range, Instant now) {
      return ids.isEmpty()
          ? new Page(ids, Map.of())
          : new Page(
              ids,
              History.ofClients(tx, new Clients(pool, ids.getFirst(), ids.getLast()), range, now));
    }
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var pool = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    var range = Range.of(Members.required(request, "Range"));
    int limit = request.number("Limit").map(BigDecimal::intValue).orElse(LIMIT_DEFAULT);
    var after =
        request
            .string("NextToken")
            .map(token -> new ClientId(pageToken.position(pool.value(), token)));
    var now = env.now();
    var page =
        store.<Page>read(tx -> {
          PoolScope.find(tx, pool);
          var ids =
              tx.appClients().list(pool, after, limit + 1).stream()
                  .map(AppClients.Row::id)
                  .toList();
          return Page.of(tx, pool, ids, range, now);
        });
    var answer =
        JsonValue.object()
            .put("Recording", usage.isOn())
            .put("Range", range.text())
            .put("Clients", new JsonArray(views(page, limit)));
    pageToken
        .next(pool.value(), page.clients(), limit, ClientId::value)
        .ifPresent(token -> answer.put("NextToken", token));
    return answer.build();
  }

  private static List<JsonValue> views(Page page, int limit) {
    return page.clients().stream()
        .limit(limit)
        .<JsonValue>map(id -> view(id, Optional.ofNullable(page.usage().get(id))))
        .toList();
  }

  private static JsonObject view(ClientId id, Optional<History.OfClient> usage) {
    var view = JsonValue.object().put("ClientId", id.value());
    usage
        .flatMap(History.OfClient::lastToken)
        .ifPresent(at -> view.put("LastTokenDate", Members.date(at)));
    return UsageView.put(view, usage.map(History.OfClient::counts).orElse(Counts.NONE)).build();
  }
}
