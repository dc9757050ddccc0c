package dev.gatehouse.store;

/// One row of the change feed: something that nodes cache is no longer what it was.
///
/// @param poolId the pool concerned; empty for access keys
/// @param key client id, resource server identifier, domain directory key, kid or access key id;
///   for a pool its id
public record Change(Kind kind, String poolId, String key) {
  /// What changed.
  public enum Kind {
    USER_POOL,
    APP_CLIENT,
    RESOURCE_SERVER,
    DOMAIN,
    SIGNING_KEY,
    ACCESS_KEY
  }
}
