package dev.gatehouse.store;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

  /// The `n`th sub, in order.
  public static UserSub sub(int n) {
    return new UserSub("%08x-e0e1-70ae-d2ee-991ad1a898c8".formatted(n));
  }

  /// A user with an address and without a password.
  public static Users.Row user(UserPoolId pool, UserSub sub, String username) {
    return Users.Row.create(
        pool,
        sub,
        new Username(username),
        UserStatus.UNCONFIRMED,
        Map.of("email", username + "@Example.com", "custom:tier", "gold"),
        NOW);
  }

  /// Removes a pool and all that it has.
  public static void delete(WriteTx tx, UserPoolId pool) {
    tx.userPools().remove(pool);
    while (tx.userPools().purge(pool, 1_000)) {
      // More is left.
    }
  }

  public static LoginName username(String name) {
    return new LoginName(LoginKind.USERNAME, name);
  }

  public static LoginName email(String name) {
    return new LoginName(LoginKind.EMAIL, name);
  }

  public static Users.Password password() {
    return new Users.Password(
        "0a0b", new Sealed("dmVyaWZpZXI="), new Sealed("aGFzaA=="), NOW, true);
  }

  public static Groups.Row group(UserPoolId pool, String name) {
    return new Groups.Row(pool, name, "{\"Precedence\":1}", 1, NOW, NOW);
  }

  public static UserIdentities.Row identity(UserPoolId pool, UserSub sub, String subject) {
    return new UserIdentities.Row(
        pool, new LinkedIdentity("Google", subject), sub, "Cognito_Subject", NOW);
  }

  /// The `n`th id of a message, in order.
  public static String messageId(int n) {
    return "%08x-5c5b-7000-8000-000000000000".formatted(n);
  }

  /// A message in the inbox.
  public static Messages.Row message(UserPoolId pool, int n) {
    return message(pool, n, "jane@example.com", Messages.State.KEPT, NOW);
  }

  public static Messages.Row message(
      UserPoolId pool, int n, String recipient, Messages.State state, Instant dueAt) {
    return message(pool, n, recipient, state, dueAt, true);
  }

  public static Messages.Row message(
      UserPoolId pool,
      int n,
      String recipient,
      Messages.State state,
      Instant dueAt,
      boolean inInbox) {
    return new Messages.Row(
        pool,
        messageId(n),
        MessageKind.SIGN_UP,
        DeliveryMedium.EMAIL,
        sub(n),
        recipient,
        Optional.of(new Sealed("c2VhbGVk")),
        inInbox,
        state,
        0,
        NOW,
        dueAt,
        NOW.plusSeconds(86_400),
        Optional.empty());
  }

  /// A code for an address, good for an hour.
  public static UserCodes.Row code(UserSub sub, CodePurpose purpose, String hash) {
    return new UserCodes.Row(
        POOL, sub, purpose, hash, "email", "jane@example.com", 0, NOW, NOW.plusSeconds(3600));
  }

  /// The `n`th family, good for a day.
  public static RefreshFamilies.Row family(UserSub sub, int n) {
    return new RefreshFamilies.Row(
        POOL,
        new UUID(0, n),
        sub,
        CLIENT,
        new UUID(1, n),
        NOW.minusSeconds(1),
        new LinkedHashSet<>(List.of("openid", "email")),
        "hash" + n,
        1,
        Optional.empty(),
        NOW,
        NOW.plusSeconds(86_400),
        Optional.empty());
  }

  /// An administrator with a password and nothing else.
  public static Administrators.Row administrator(String name, AdministratorRole role) {
    return Administrators.Row.create(new AdministratorName(name), role, List.of(), NOW)
        .withPassword(Optional.of(new Sealed("aGFzaA==")), NOW);
  }

  /// The access key of a session of the console.
  public static AccessKeys.Row rootKey(String id) {
    var key = accessKey(id);
    return new AccessKeys.Row(
        id,
        key.secret(),
        key.description(),
        true,
        key.policy(),
        Optional.empty(),
        NOW,
        Optional.of(NOW.plusSeconds(43_200)),
        Optional.empty(),
        Optional.empty());
  }

  /// A session of the console, good for twelve hours.
  public static ConsoleSessions.Row session(String hash, String administrator, String rootKeyId) {
    return new ConsoleSessions.Row(
        hash, new AdministratorName(administrator), rootKeyId, NOW, NOW, NOW.plusSeconds(43_200));
  }
}
