package dev.gatehouse.token;

import static dev.gatehouse.token.TokenSite.CLIENT;
import static dev.gatehouse.token.TokenSite.POOL;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.MachineAttributes;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SignInPolicy;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.RefreshFamilies;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// A user of a pool who signs in, with refresh tokens of one node or several on one database.
final class RefreshSite {
  static final UserSub ALICE = new UserSub(TokenSite.SUB);
  static final Sealer SEALER =
      new AesGcmSealer(MasterKey.mint(new SeededRandom(3)), new SeededRandom(4));

  final TokenSite site;
  final ManualClock clock;
  final Store store;
  private final List<RefreshTokens> nodes;
  private final TokenIssuer.SigningPair keys;

  /// @param stores on one empty database
  RefreshSite(Path folder, List<Store> stores) {
    site = new TokenSite(folder, POOL);
    clock = site.clock;
    store = stores.getFirst();
    keys = TokenIssuer.SigningPair.of(site.keys, site.env.now());
    nodes =
        stores.stream()
            .map(each -> new RefreshTokens(each, SEALER, site.env, site.issuer, Issuer.aws()))
            .toList();
    write(tx -> {
      tx.userPools().insert(new UserPools.Row(POOL, "p", "{}", 1, site.env.now(), site.env.now()));
      tx.users().insert(user(), Set.of());
    });
  }

  static Users.Row user() {
    return Users.Row.create(
        POOL,
        ALICE,
        new Username("alice"),
        UserStatus.CONFIRMED,
        Map.of("email", "alice@example.com", "custom:tier", "gold"),
        TokenSite.START);
  }

  void write(Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  static AppClient client(RefreshPolicy policy) {
    return client(CLIENT, POOL, true, policy);
  }

  /// A client whose refresh tokens are replaced.
  static AppClient rotating(int graceSeconds) {
    return client(
        new RefreshPolicy(
            RefreshPolicy.DEFAULT.ttl(), Optional.of(Duration.ofSeconds(graceSeconds))));
  }

  static AppClient client(ClientId id, UserPoolId pool, boolean isRevocable, RefreshPolicy policy) {
    return new AppClient(
        id,
        pool,
        false,
        false,
        Set.of(),
        new LinkedHashSet<>(),
        Set.of(),
        Duration.ofHours(1),
        Duration.ofHours(1),
        isRevocable,
        SignInPolicy.DEFAULT,
        policy,
        Set.of(),
        MachineAttributes.NONE);
  }

  /// A sign-in, with the first refresh token of it.
  RefreshTokens.Opened signIn(AppClient client) {
    var session = new SignedIn.Session(site.env.uuid(), site.env.uuid(), site.env.now());
    var opened =
        nodes
            .getFirst()
            .open(client, ALICE, session, new LinkedHashSet<>(List.of("openid", "phone")));
    write(tx -> RefreshTokens.store(tx, opened));
    return opened;
  }

  RefreshTokens.Refreshed refresh(AppClient client, String token) {
    return refresh(0, client, token);
  }

  RefreshTokens.Refreshed refresh(int node, AppClient client, String token) {
    return nodes.get(node % nodes.size()).refresh(client, keys, token);
  }

  /// The refresh token that takes the place of that one.
  String next(AppClient client, String token) {
    return refresh(client, token).refreshToken().orElseThrow();
  }

  Refusal refusal(AppClient client, String token) {
    return refusal(() -> refresh(client, token));
  }

  static Refusal refusal(Runnable call) {
    return catchThrowableOfType(RefusedException.class, call::run).refusal();
  }

  void revoke(AppClient client, String token) {
    nodes.getFirst().revoke(client, token);
  }

  /// The family as it is stored.
  RefreshFamilies.Row family(UUID originJti) {
    return store
        .<Optional<RefreshFamilies.Row>>read(tx -> tx.refreshFamilies().find(POOL, originJti))
        .orElseThrow();
  }

  /// The access tokens of `user`, as [AccessTokenReader] reads them.
  UserAccess access(String token) {
    var reader = new AccessTokenReader(Issuer.aws(), _ -> Optional.of(site.keys), site.env);
    return reader.read(token, "openid");
  }

  static JsonObject claims(String token) {
    var payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.parseObject(new String(payload, StandardCharsets.UTF_8));
  }
}
