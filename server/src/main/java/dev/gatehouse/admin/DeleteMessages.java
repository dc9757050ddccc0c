package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Store;

/// `DeleteMessages`: empties the inbox, of all messages, of a pool's, or of those to one address.
/// What is still to be delivered is, without a copy in the inbox. Short transactions of bounded
/// size; a request that breaks off may be repeated.
final class DeleteMessages implements Operation<JsonObject, JsonObject> {
  private static final int AT_ONCE = 1_000;

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
      deleted += clear(filter);
    }
    return JsonValue.object().put("Deleted", deleted).build();
  }

  private long clear(Messages.Filter filter) {
    long all = 0;
    int some;
    do {
      some = store.write(tx -> tx.messages().clear(filter, AT_ONCE));
      all += some;
    } while (some == AT_ONCE);
    return all;
  }
}
