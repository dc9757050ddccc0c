package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UserPools;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// What a client's settings name of its pool: scopes, identity providers, attributes (AC-27, AC-28,
/// AC-31, AC-32, AC-36). Asked inside the transaction that stores the settings.
final class PoolReferences {
  /// Attributes that the service alone writes (AC-31).
  private static final Set<String> NOT_WRITABLE =
      Set.of("sub", "email_verified", "phone_number_verified");

  /// The pool's own users, always there; other providers cannot be created yet.
  private static final String OWN_USERS = "COGNITO";

  private final ReadTx tx;
  private final UserPools.Row pool;

  PoolReferences(ReadTx tx, UserPools.Row pool) {
    this.tx = tx;
    this.pool = pool;
  }

  /// @throws ApiException naming what the pool does not have
  void require(UserPoolClientType settings) {
    settings.allowedOAuthScopes().forEach(this::requireScope);
    for (var provider : settings.supportedIdentityProviders()) {
      if (!provider.equals(OWN_USERS)) {
        throw new ApiException(ApiError.PROVIDER_NOT_FOUND, provider, pool.id());
      }
    }
    var readable = settings.readAttributes();
    var writable = settings.writeAttributes();
    if (readable.isEmpty() && writable.isEmpty()) {
      return;
    }
    var schema = attributeNames();
    if (!schema.containsAll(writable) || writable.stream().anyMatch(NOT_WRITABLE::contains)) {
      throw new ApiException(ApiError.WRITE_ATTRIBUTES);
    }
    if (!schema.containsAll(readable)) {
      throw new ApiException(ApiError.READ_ATTRIBUTES);
    }
  }

  /// A scope's name has no slash, its resource server's identifier may have some (RS-04).
  private void requireScope(String scope) {
    var slash = scope.lastIndexOf('/');
    var isKnown =
        AppClient.STANDARD_SCOPES.contains(scope)
            || (slash > 0
                && isDefined(pool.id(), scope.substring(0, slash), scope.substring(slash + 1)));
    if (!isKnown) {
      throw new ApiException(ApiError.SCOPE_DOES_NOT_EXIST, scope);
    }
  }

  private boolean isDefined(UserPoolId poolId, String identifier, String scopeName) {
    return tx.resourceServers()
        .find(poolId, identifier)
        .filter(server -> StoredServer.defines(server, scopeName))
        .isPresent();
  }

  /// Parsed only for clients that name attributes: most do not, and writers wait for each other.
  private Set<String> attributeNames() {
    List<SchemaAttributeType> schema =
        SdkCodec.decode(Json.parseObject(pool.document()), UserPoolType.builder())
            .schemaAttributes();
    return new HashSet<>(schema.stream().map(SchemaAttributeType::name).toList());
  }
}
