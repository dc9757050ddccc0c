package dev.gatehouse.token;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.GroupClaims;
import dev.gatehouse.pool.MachineAttributes;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.SignInPolicy;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A pool with keys, a client and a user, without a server.
final class TokenSite {
  static final UserPoolId POOL = new UserPoolId("us-east-1_7E8IsxCGC");
  static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");
  static final Instant START = Instant.ofEpochSecond(1_527_817_366, 987_000_000);
  static final String SUB = "a33408e2-2071-70ef-04ae-70f524b3b6c6";
  static final SignedIn.Session SESSION =
      new SignedIn.Session(
          UUID.fromString("f9be0f6f-7ae1-4a8c-9a5d-3a4f8b9f1c11"),
          UUID.fromString("0d2a7c55-61c2-4b41-8a9e-0e6c1b8f7d22"),
          START.minusSeconds(100));

  final ManualClock clock = ManualClock.at(START);
  final Env env = new Env(clock, new SeededRandom(1));
  final KeyRing keys;
  final TokenIssuer issuer = new TokenIssuer(env);

  /// @param folder for a database that is closed again
  TokenSite(Path folder, UserPoolId pool) {
    var random = new SeededRandom(pool.hashCode());
    var keyEnv = new Env(clock, random);
    var rsa = new Rsa();
    var sealer = new AesGcmSealer(MasterKey.mint(random), random);
    try (var store = SqliteStore.open(folder.resolve(pool + ".db"), clock);
        var spares = new SpareKeys(rsa)) {
      var made = new PoolKeys(store, keyEnv, sealer, rsa, spares);
      keys = new KeyRing(made.mint(pool, START).stream().map(made::open).toList());
    }
  }

  static AppClient client(boolean isRevocable) {
    return new AppClient(
        CLIENT,
        POOL,
        false,
        false,
        Set.of(),
        new LinkedHashSet<>(),
        Set.of("ALLOW_USER_SRP_AUTH"),
        Duration.ofHours(1),
        Duration.ofMinutes(30),
        isRevocable,
        SignInPolicy.DEFAULT,
        RefreshPolicy.DEFAULT,
        Set.of(),
        MachineAttributes.NONE);
  }

  static SignedIn user(GroupClaims groups, Map<String, String> attributes) {
    return new SignedIn(
        SUB,
        "alice",
        SESSION,
        new LinkedHashSet<>(List.of(SignedIn.API_SCOPE)),
        groups,
        new LinkedHashMap<>(attributes));
  }

  TokenIssuer.UserTokens tokens(AppClient client, SignedIn user) {
    return issuer.userTokens(
        client, Issuer.aws().of(POOL), TokenIssuer.SigningPair.of(keys, env.now()), user);
  }
}
