package dev.gatehouse.aws.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.SignedApi;
import dev.gatehouse.aws.idp.client.AppClientOperations;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.SignedIn;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecretCounts;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.SendLimits;
import dev.gatehouse.users.UserLimits;
import dev.gatehouse.users.WrongGuesses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The dispatcher over an empty store with the operations of this package and those on user pools
/// and clients, called by an administrator.
final class UserApi implements AutoCloseable {
  /// The dates of what is made before the clock moves.
  static final String NOW = "1767323045.678";

  /// A password that every policy takes.
  static final String PASSWORD = "Correct-horse-1";

  /// Messages that one address gets in an hour: as few as the tests of other limits allow.
  static final int RECIPIENT_MAX = 10;

  /// As little work as there can be; what it costs is another test's.
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  /// Shared, because making keys is slow.
  private static final Rsa RSA = new Rsa();

  private static final SpareKeys SPARES = new SpareKeys(RSA);

  final ManualClock clock = ManualClock.atStart();
  final Store store;
  final Env env;
  final Catalog catalog;
  final Passwords passwords;
  final Sealer sealer;
  private final Issuer issuer = Issuer.at("http://localhost:9229");
  private final TokenIssuer tokens;
  private final RefreshTokens refreshTokens;
  private final SignedApi api;
  private String region = "us-east-1";

  private UserApi(Path folder, boolean withKeys, Ways ways) {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
    var random = new SeededRandom(7);
    env = new Env(clock, random);
    sealer = new AesGcmSealer(MasterKey.mint(random), random);
    var poolKeys = new PoolKeys(store, env, sealer, RSA, SPARES);
    tokens = new TokenIssuer(env);
    refreshTokens = new RefreshTokens(store, sealer, env, tokens, issuer);
    catalog = new Catalog(store, sealer, poolKeys);
    passwords =
        new Passwords(
            new PasswordHasher(CHEAP, new HashingPermits(1, Duration.ofMinutes(1)), random),
            sealer,
            env);
    var operations = new ArrayList<OperationBinding>();
    operations.addAll(
        UserOperations.list(
            store,
            env,
            sealer,
            new UserOperations.Parts(
                new RuleBook(),
                passwords,
                new Postbox(env, sealer, ways),
                new UserLimits(
                    new SendLimits(RECIPIENT_MAX, 0, sealer, clock),
                    new WrongGuesses(0, Duration.ofMinutes(1), clock)),
                new AccessTokenReader(issuer, id -> catalog.pool(id).map(PoolEntry::keys), env),
                catalog)));
    operations.addAll(
        UserPoolOperations.list(
            store,
            env,
            sealer,
            pool -> withKeys ? poolKeys.mint(pool, env.now()) : List.of(),
            false));
    operations.addAll(
        AppClientOperations.list(
            store,
            env,
            sealer,
            new AppClientOperations.Tokens(
                catalog,
                tokens,
                issuer,
                new WrongSecretCounts(5, Duration.ofMinutes(1), clock),
                new RequestRate(0, clock)),
            new AppClientOperations.Setup(false, "gatehouse.example.com")));
    api = new SignedApi(store, env, false, operations);
  }

  static UserApi open(Path folder) {
    return new UserApi(folder, false, Ways.INBOX);
  }

  /// Its pools have signing keys.
  static UserApi withKeys(Path folder) {
    return new UserApi(folder, true, Ways.INBOX);
  }

  /// Its server has transports for some media alone.
  static UserApi delivering(Path folder, Set<DeliveryMedium> media) {
    return new UserApi(folder, true, new Ways(false, media, Duration.ofDays(7)));
  }

  /// From now on calls come from that Region.
  UserApi in(String name) {
    region = name;
    return this;
  }

  /// The answer to a request; single quotes in `json` stand for double ones.
  Response send(String operation, String json) {
    return api.call(operation, json.replace('\'', '"'), region);
  }

  /// The body of a successful answer.
  String call(String operation, String json) {
    var answer = send(operation, json);
    assertThat(body(answer)).satisfies(_ -> assertThat(answer.status()).isEqualTo(200));
    return body(answer);
  }

  JsonObject answer(String operation, String json) {
    return Json.parseObject(call(operation, json));
  }

  /// `Type: message` of the error that the call answers with.
  String refusal(String operation, String json) {
    var answer = send(operation, json);
    assertThat(answer.status()).as(body(answer)).isEqualTo(400);
    var error = Json.parseObject(body(answer));
    assertThat(error.members().keySet()).containsExactly("__type", "message");
    return error.string("__type").orElseThrow() + ": " + error.string("message").orElseThrow();
  }

  String createPool() {
    return createPool("");
  }

  /// A new pool with those further members; returns its id.
  String createPool(String members) {
    return answer("CreateUserPool", "{'PoolName':'p'" + members + "}")
        .object("UserPool")
        .flatMap(pool -> pool.string("Id"))
        .orElseThrow();
  }

  /// A user without a message, with those further members; returns the `User` of the answer.
  JsonObject createUser(String pool, String name, String members) {
    return answer("AdminCreateUser", newUser(pool, name, members)).object("User").orElseThrow();
  }

  static String newUser(String pool, String name, String members) {
    return of(pool, name, ",'MessageAction':'SUPPRESS'" + members);
  }

  /// A request about a user.
  static String of(String pool, String name, String members) {
    return "{'UserPoolId':'" + pool + "','Username':'" + name + "'" + members + "}";
  }

  /// `[name=value, …]` of the user's attributes, but for `sub`.
  List<String> attributes(String pool, String name) {
    return attributes(answer("AdminGetUser", of(pool, name, "")), "UserAttributes");
  }

  static List<String> attributes(JsonObject user, String member) {
    var all = new ArrayList<String>();
    for (JsonValue each : ((JsonArray) user.member(member).orElseThrow()).elements()) {
      var attribute = (JsonObject) each;
      if (!attribute.string("Name").equals(Optional.of("sub"))) {
        all.add(
            attribute.string("Name").orElseThrow() + "=" + attribute.string("Value").orElseThrow());
      }
    }
    return all;
  }

  /// The user's sub.
  String sub(String pool, String name) {
    var user = Json.text(answer("AdminGetUser", of(pool, name, "")));
    return user.replaceFirst(".*\"Name\":\"sub\",\"Value\":\"([^\"]+)\".*", "$1");
  }

  /// The user with his password, as a sign-in reads him.
  Users.Credentials credentials(String pool, String name) {
    var id = new UserPoolId(pool);
    return store
        .<Optional<Users.Credentials>>read(tx -> tx.users().findCredentialsByName(id, name))
        .orElseThrow();
  }

  /// A new client with those further members; returns its id.
  String createClient(String pool, String members) {
    return answer(
            "CreateUserPoolClient", "{'UserPoolId':'" + pool + "','ClientName':'c'" + members + "}")
        .object("UserPoolClient")
        .flatMap(client -> client.string("ClientId"))
        .orElseThrow();
  }

  /// The access token of a sign-in.
  String signIn(String pool, String clientId, String name) {
    return signIn(pool, clientId, name, SignedIn.API_SCOPE);
  }

  String signIn(String pool, String clientId, String name, String scope) {
    var client = catalog.client(new ClientId(clientId)).orElseThrow().client();
    var keys = catalog.pool(client.poolId()).orElseThrow().keys();
    var user = credentials(pool, name).user();
    var session = new SignedIn.Session(env.uuid(), env.uuid(), env.now());
    var scopes = new LinkedHashSet<>(List.of(scope));
    var opened = refreshTokens.open(client, user.sub(), session, scopes);
    store.write(tx -> {
      RefreshTokens.store(tx, opened);
      return user;
    });
    SignedIn signedIn = store.read(tx -> SignedIn.of(tx, client, user, session, scopes));
    return tokens
        .userTokens(
            client,
            issuer.of(client.poolId()),
            TokenIssuer.SigningPair.of(keys, env.now()),
            signedIn)
        .access();
  }

  static String body(Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    store.close();
  }
}
