package dev.gatehouse.store;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.Optional;

/// Ready-made rows.
public final class Rows {
  public static final Instant NOW = Instant.parse("2026-05-31T22:17:46.123Z");
  public static final UserPoolId POOL = new UserPoolId("us-east-1_AAAAAAAAA");
  public static final UserPoolId OTHER_POOL = new UserPoolId("us-east-1_BBBBBBBBB");
  public static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");

  private Rows() {}

  public static UserPools.Row pool(UserPoolId id) {
    return new UserPools.Row(id, "myblog", "{\"Policies\":{}}", 1, NOW, NOW);
  }

  public static AppClients.Row client(UserPoolId pool, ClientId id) {
    return new AppClients.Row(pool, id, "test", "{}", Optional.empty(), 1, NOW, NOW);
  }

  public static ClientSecrets.Row secret(UserPoolId pool, ClientId id, String secretId) {
    return new ClientSecrets.Row(pool, id, secretId, new Sealed("c2VhbGVk"), NOW);
  }

  public static ResourceServers.Row server(UserPoolId pool, String identifier) {
    return new ResourceServers.Row(pool, identifier, identifier, "{\"Scopes\":[]}", 1, NOW, NOW);
  }

  public static Domains.Row domain(UserPoolId pool, String name) {
    return new Domains.Row(pool, new DomainName(name, pool.region()), "{}", 1, NOW, NOW);
  }

  public static SigningKeys.Row key(UserPoolId pool, String kid) {
    return new SigningKeys.Row(
        pool, kid, KeyUse.ACCESS, "cHVibGlj", new Sealed("c2VhbGVk"), NOW, NOW, Optional.empty());
  }

  public static AccessKeys.Row accessKey(String id) {
    return new AccessKeys.Row(
        id,
        new Sealed("c2VhbGVk"),
        "admin",
        true,
        "{}",
        Optional.empty(),
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
