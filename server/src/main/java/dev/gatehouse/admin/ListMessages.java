package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `ListMessages`: the newest messages to users, newest first; their words where they are in the
/// inbox, and what became of them. For administrators alone, in either mode: a code is as good as
/// its user's password.
final class ListMessages implements Operation<JsonObject, JsonObject> {
  private static final int LIMIT_DEFAULT = 20;

  private final Store store;
  private final Sealer sealer;
  private final Administrators administrators;

  ListMessages(Store store, Sealer sealer, Administrators administrators) {
    this.store = store;
    this.sealer = sealer;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var pools = MessagePools.of(request, caller);
    int limit = request.number("Limit").map(BigDecimal::intValue).orElse(LIMIT_DEFAULT);
    var rows =
        store.read(tx -> {
          administrators.require(tx, caller, "ListMessages");
          return newest(tx, pools, limit);
        });
    var views = rows.stream().<JsonValue>map(row -> MessageView.of(row, sealer)).toList();
    return JsonValue.object().put("Messages", new JsonArray(views)).build();
  }

  /// Ids sort by time.
  private static List<Messages.Row> newest(ReadTx tx, MessagePools pools, int limit) {
    return pools.filters(tx).stream()
        .flatMap(filter -> tx.messages().list(filter, Optional.empty(), limit).stream())
        .sorted(Comparator.comparing(Messages.Row::id).reversed())
        .limit(limit)
        .toList();
  }
}
