package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.ChangeFeed;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecretCounts;
import dev.gatehouse.usage.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A database with two pools in one Region and one in another, and the OAuth edge on it:
///
/// - `POOL` has the domains `lobster1234` and `auth.example.com`, the resource server
///   `transactions` (scopes `get` and `post`) and the clients below; all its clients' secrets are
///   `SECRET`;
/// - `FOREIGN` has the domain `crab`, the same resource server and the client `foreign`;
/// - `FAR`, in eu-west-1, has the domain `lobster1234` too, and the client `far`.
final class Installation implements AutoCloseable {
  static final UserPoolId POOL = new UserPoolId("us-east-1_a1B2c3D4e");
  static final UserPoolId FOREIGN = new UserPoolId("us-east-1_foreign00");
  static final UserPoolId FAR = new UserPoolId("eu-west-1_far000000");
  static final String CLIENT = "14aq5ll5b1it6f62uefem6aqhn";
  static final String SECRET = "1example2secret3of4fifty5two6characters7and8more9abc";
  static final String PEER = "192.0.2.1";
  static final String PUBLIC_URL = "http://localhost:9229";

  private static final Rsa RSA = nativeRsa();
  private static final SpareKeys SPARES = new SpareKeys(RSA);

  /// Keys made once for all tests, because making them is slow; every installation has the same
  /// master key.
  private static final Map<UserPoolId, List<SigningKeys.Row>> MINTED = new ConcurrentHashMap<>();

  private static final AtomicInteger INSTALLATIONS = new AtomicInteger();
  static final String MACHINE =
      """
      {"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],
      "AllowedOAuthScopes":["transactions/post","transactions/get","transactions/removed"]}\
      """;

  final ManualClock clock = ManualClock.atStart();
  final Store store;
  final Catalog catalog;
  final Freshness freshness;
  final ChangeFeed feed;
  final PoolKeys keys;
  final OAuthRoutes routes;

  private final AesGcmSealer sealer;

  Installation(Path folder) {
    this(folder, new Setup());
  }

  /// What some tests want otherwise.
  static final class Setup {
    String domainSuffix = "localhost";
    Issuer issuer = Issuer.at(PUBLIC_URL);
    boolean dev;
    int wrongSecretsMax = 10;
    int tokensPerSecond;
  }

  Installation(Path folder, Setup setup) {
    // Not the same numbers as in the installation that minted the shared keys.
    var env = new Env(clock, new SeededRandom(INSTALLATIONS.incrementAndGet()));
    sealer = new AesGcmSealer(MasterKey.mint(new SeededRandom(0)), new SecureRandom());
    store = SqliteStore.open(created(folder).resolve("gatehouse.db"), clock);
    keys = new PoolKeys(store, env, sealer, RSA, SPARES);
    catalog = new Catalog(store, sealer, keys);
    freshness = new Freshness(clock, Duration.ofMinutes(10));
    feed = new ChangeFeed(store, clock, freshness, catalog::forget, catalog::forgetAll);
    var parts =
        new OAuthRoutes.Parts(
            catalog,
            freshness,
            new TokenIssuer(env),
            new WrongSecretCounts(setup.wrongSecretsMax, Duration.ofMinutes(1), clock),
            new RequestRate(setup.tokensPerSecond, clock),
            new Usage(true),
            env);
    routes =
        new OAuthRoutes(
            parts,
            new OAuthSettings(PUBLIC_URL, setup.domainSuffix, setup.issuer, setup.dev),
            List.of(new Region("us-east-1"), new Region("eu-west-1")));
    fill();
  }

  private void fill() {
    addPool(POOL, "lobster1234", "auth.example.com");
    addPool(FOREIGN, "crab");
    addPool(FAR, "lobster1234");
    addClient(POOL, CLIENT, MACHINE, SECRET);
    addClient(POOL, "twosecrets", MACHINE, SECRET, "another" + SECRET);
    addClient(POOL, "public", MACHINE.replace("client_credentials", "code"));
    addClient(POOL, "publicwithout", "{}");
    addClient(POOL, "code", MACHINE.replace("client_credentials", "code"), SECRET);
    addClient(POOL, "notenabled", MACHINE.replace("true", "false"), SECRET);
    addClient(
        POOL,
        "standard",
        MACHINE.replace("\"transactions/get\"", "\"openid\",\"aws.cognito.signin.user.admin\""),
        SECRET);
    addClient(POOL, "onlyremoved", MACHINE.replaceAll("/post|/get", "/gone"), SECRET);
    addClient(FOREIGN, "foreign", MACHINE, SECRET);
    addClient(FAR, "far", MACHINE, SECRET);
  }

  void addPool(UserPoolId id, String... domains) {
    var now = clock.instant();
    var minted = MINTED.computeIfAbsent(id, pool -> keys.mint(pool, ManualClock.START));
    write(tx -> {
      tx.userPools().insert(new UserPools.Row(id, "pool", "{}", 1, now, now));
      minted.forEach(tx.signingKeys()::insert);
      for (var name : domains) {
        var domain = new DomainName(name, id.region());
        tx.domains().insert(new Domains.Row(id, domain, "{}", 1, now, now));
      }
      tx.resourceServers().insert(transactions(id, now));
    });
  }

  private static ResourceServers.Row transactions(UserPoolId id, Instant now) {
    var document = "{\"Scopes\":[{\"ScopeName\":\"get\"},{\"ScopeName\":\"post\"}]}";
    return new ResourceServers.Row(id, "transactions", "transactions", document, 1, now, now);
  }

  void addClient(UserPoolId pool, String id, String document, String... secrets) {
    var now = clock.instant();
    var clientId = new ClientId(id);
    write(tx -> {
      tx.appClients()
          .insert(new AppClients.Row(pool, clientId, id, document, Optional.empty(), 1, now, now));
      for (int i = 0; i < secrets.length; i++) {
        tx.clientSecrets().insert(secret(pool, clientId, id + "--" + i, secrets[i]));
      }
    });
  }

  ClientSecrets.Row secret(UserPoolId pool, ClientId client, String secretId, String secret) {
    var context = "client-secret|" + pool + "|" + client + "|" + secretId;
    var sealed = sealer.seal(secret.getBytes(StandardCharsets.UTF_8), context);
    return new ClientSecrets.Row(pool, client, secretId, Sealed.of(sealed), clock.instant());
  }

  /// Replaces a client's document or attributes.
  void updateClient(String id, String document, Optional<String> attributes) {
    write(tx -> {
      var row = tx.appClients().find(POOL, new ClientId(id)).orElseThrow();
      tx.appClients()
          .update(
              new AppClients.Row(
                  row.poolId(),
                  row.id(),
                  row.name(),
                  document,
                  attributes,
                  row.version() + 1,
                  row.createdAt(),
                  row.lastModifiedAt()));
    });
  }

  static String machineDocument() {
    return MACHINE;
  }

  void write(Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  /// Sends to a path of the server's own host.
  Response send(String method, String path, byte[] body, Field... headers) {
    return send("localhost:9229", method, path, body, headers);
  }

  /// As the server does: by host and path, inline where that is possible.
  Response send(String host, String method, String path, byte[] body, Field... headers) {
    var isMain = host.startsWith("localhost");
    for (var route : isMain ? routes.main() : routes.domainHosts()) {
      var variables = match(route, path);
      if (variables.isPresent()) {
        var peer = find(headers, "x-test-peer").orElse(PEER);
        var request =
            new Request(
                method,
                path,
                Optional.empty(),
                new Headers(Arrays.asList(headers)),
                body,
                peer,
                host,
                variables.get());
        var handler = (InlineHandler) route.handler();
        return handler.tryHandle(request).orElseGet(() -> handler.handle(request));
      }
    }
    return Response.of(404);
  }

  private static Optional<String> find(Field[] headers, String name) {
    return new Headers(Arrays.asList(headers)).first(name);
  }

  private static Optional<Map<String, String>> match(Route route, String path) {
    var wanted = route.path().split("/", -1);
    var given = path.split("/", -1);
    var variables = new java.util.HashMap<String, String>();
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rsa nativeRsa() {
    var rsa = new Rsa();
    rsa.loadNative();
    return rsa;
  }

  @Override
  public void close() {
    store.close();
  }
}
