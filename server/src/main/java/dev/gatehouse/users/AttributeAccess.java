package dev.gatehouse.users;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.AppClients;
import java.util.Set;

/// Who writes attributes, and which of them he may: an administrator all, an app client what its
/// `WriteAttributes` list (§2.6). What a client may see is its own rule
/// ([dev.gatehouse.pool.AppClient#mayRead]).
public final class AttributeAccess {
  /// The operations that are signed.
  public static final AttributeAccess ADMINISTRATOR = new AttributeAccess(true, Set.of());

  private final boolean administrator;
  private final Set<String> writable;

  private AttributeAccess(boolean administrator, Set<String> writable) {
    this.administrator = administrator;
    this.writable = Set.copyOf(writable);
  }

  /// What the client may.
  public static AttributeAccess of(AppClients.Row client) {
    return read(Json.parseObject(client.document()));
  }

  static AttributeAccess read(JsonObject client) {
    return new AttributeAccess(false, Set.copyOf(client.strings("WriteAttributes")));
  }

  /// Whether the attribute may be set or deleted, apart from what nobody may: of a client that
  /// lists none the standard ones. Required attributes always may (§2.6).
  boolean mayWrite(String name, boolean required) {
    if (administrator) {
      return true;
    }
    if (Attributes.FLAGS.containsValue(name)) {
      return false;
    }
    return required || (writable.isEmpty() ? Attributes.isStandard(name) : writable.contains(name));
  }
}
