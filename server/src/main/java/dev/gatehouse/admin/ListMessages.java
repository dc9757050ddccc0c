package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Postbox;
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

/// `ListMessages`: the messages to users, newest first, in pages; their words where they are in the
/// inbox, and what became of them. What is sent while somebody turns the pages is on none of them.
/// For administrators alone, in either mode: a code is as good as its user's password.
final class ListMessages implements Operation<JsonObject, JsonObject> {
  private static final int LIMIT_DEFAULT = 20;

  private final Store store;
  private final Sealer sealer;
  private final Administrators administrators;
  private final PageToken pageToken;

  ListMessages(Store store, Sealer sealer, Administrators administrators) {
    this.store = store;
    this.sealer = sealer;
    this.administrators = administrators;
    pageToken = new PageToken(sealer, "ListMessages");
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var pools = MessagePools.of(request, caller);
    int limit = request.number("Limit").map(BigDecimal::intValue).orElse(LIMIT_DEFAULT);
    var scope = scope(request, caller);
    var before = request.string("NextToken").map(token -> pageToken.position(scope, token));
    var rows =
        store.read(tx -> {
          administrators.require(tx, caller, "ListMessages");
          return newest(tx, pools, before, limit + 1);
        });
    var views =
        rows.stream().limit(limit).<JsonValue>map(row -> MessageView.of(row, sealer)).toList();
    var answer = JsonValue.object().put("Messages", new JsonArray(views));
    pageToken
        .next(scope, rows, limit, Messages.Row::id)
        .ifPresent(token -> answer.put("NextToken", token));
    return answer.build();
  }

  /// Whose messages they are: the list of somebody else has other pages.
  private static String scope(JsonObject request, Caller caller) {
    return caller.region()
        + "|"
        + request.string("UserPoolId").orElse("")
        + "|"
        + request.string("To").map(Postbox::recipient).orElse("");
  }

  /// Ids sort by time.
  private static List<Messages.Row> newest(
      ReadTx tx, MessagePools pools, Optional<String> before, int limit) {
    return pools.filters(tx).stream()
        .flatMap(filter -> tx.messages().list(filter, before, limit).stream())
        .sorted(Comparator.comparing(Messages.Row::id).reversed())
        .limit(limit)
        .toList();
  }
}
