package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `DeleteMessages`: empties the inbox, of all messages, of a pool's, or of those to one address.
/// What is still to be delivered is, without a copy in the inbox.
final class DeleteMessages implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  DeleteMessages(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var pools = MessagePools.of(request, caller);
    var filters =
        store.read(tx -> {
          administrators.require(tx, caller, "DeleteMessages");
          return pools.filters(tx);
        });
    long deleted = 0;
    for (var filter : filters) {
      deleted += store.<Integer>write(tx -> tx.messages().clear(filter));
    }
    return JsonValue.object().put("Deleted", deleted).build();
  }
}
