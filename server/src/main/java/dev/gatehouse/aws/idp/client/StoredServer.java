package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ResourceServers;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerScopeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerType;

/// A resource server between its row and the API. The document holds its scopes in the order in
/// which they were sent:
///
/// ```
/// {"Scopes":[{"ScopeName":"get","ScopeDescription":"get_tx"}]}
/// ```
///
/// Answers have them in the order of a `HashMap` (RS-06).
record StoredServer(ResourceServers.Row row) {
  /// A resource server that is not stored yet.
  static StoredServer create(
      UserPoolId poolId,
      String identifier,
      String name,
      List<ResourceServerScopeType> scopes,
      Instant now) {
    var row = new ResourceServers.Row(poolId, identifier, name, document(scopes), 1, now, now);
    return new StoredServer(row);
  }

  /// The next version: the scopes are replaced, not merged (RS-09).
  StoredServer changed(String name, List<ResourceServerScopeType> scopes, Instant now) {
    return new StoredServer(
        new ResourceServers.Row(
            row.poolId(),
            row.identifier(),
            name,
            document(scopes),
            row.version() + 1,
            row.createdAt(),
            now));
  }

  /// The document with the name, as requests have it.
  JsonObject named() {
    return JsonValue.object()
        .put("Name", row.name())
        .putAll(Json.parseObject(row.document()).members())
        .build();
  }

  /// The resource server as every operation returns it (RS-05).
  ResourceServerType describe() {
    var server =
        ResourceServerType.builder()
            .userPoolId(row.poolId().value())
            .identifier(row.identifier())
            .name(row.name());
    var scopes = scopes(row);
    if (!scopes.isEmpty()) {
      var byName = new HashMap<String, ResourceServerScopeType>();
      scopes.forEach(scope -> byName.put(scope.scopeName(), scope));
      server.scopes(List.copyOf(byName.values()));
    }
    return server.build();
  }

  /// Whether the resource server defines a scope of that name.
  static boolean defines(ResourceServers.Row row, String scopeName) {
    return scopes(row).stream().anyMatch(scope -> scope.scopeName().equals(scopeName));
  }

  private static List<ResourceServerScopeType> scopes(ResourceServers.Row row) {
    return SdkCodec.decode(Json.parseObject(row.document()), ResourceServerType.builder()).scopes();
  }

  /// A name that is sent twice counts once, with its last description: the service keys scopes by
  /// name (RS-06; assumed).
  private static String document(List<ResourceServerScopeType> scopes) {
    Map<String, ResourceServerScopeType> byName = new LinkedHashMap<>();
    scopes.forEach(scope -> byName.put(scope.scopeName(), scope));
    var document = ResourceServerType.builder().scopes(List.copyOf(byName.values())).build();
    return Json.text(SdkCodec.encode(document));
  }
}
