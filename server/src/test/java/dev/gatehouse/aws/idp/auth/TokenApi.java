package dev.gatehouse.aws.idp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.SignedApi;
import dev.gatehouse.aws.idp.client.AppClientOperations;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
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
import dev.gatehouse.token.TokenIssuer.SigningPair;
import dev.gatehouse.token.WrongSecretCounts;
import dev.gatehouse.users.RuleBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;

/// The operations on tokens behind the real dispatcher, with pools that have keys; and what a
/// sign-in would do.
final class TokenApi implements AutoCloseable {
  static final UserSub ALICE = new UserSub("a33408e2-2071-70ef-04ae-70f524b3b6c6");
  static final int WRONG_SECRETS_MAX = 3;
  private static final SequencedSet<String> SCOPES =
      new LinkedHashSet<>(List.of(SignedIn.API_SCOPE));

  /// Shared, because making keys is slow.
  private static final Rsa RSA = new Rsa();

  private static final SpareKeys SPARES = new SpareKeys(RSA);

  final ManualClock clock = ManualClock.atStart();
  final Store store;
  final Catalog catalog;
  final Env env = new Env(clock, new SeededRandom(7));
  private final TokenIssuer tokens = new TokenIssuer(env);
  private final Issuer issuer = Issuer.at("http://localhost:9229");
  private final RefreshTokens refreshTokens;
  private final SignedApi api;

  TokenApi(Path folder) {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
    var sealer = new AesGcmSealer(MasterKey.mint(env.random()), env.random());
    var keys = new PoolKeys(store, env, sealer, RSA, SPARES);
    catalog = new Catalog(store, sealer, keys);
    refreshTokens = new RefreshTokens(store, sealer, env, tokens, issuer);
    var wrongSecrets = new WrongSecretCounts(WRONG_SECRETS_MAX, Duration.ofMinutes(1), clock);
    var operations = new ArrayList<OperationBinding>();
    operations.addAll(
        AuthOperations.list(
            store,
            env,
            new AuthOperations.Parts(
                catalog,
                wrongSecrets,
                refreshTokens,
                new AccessTokenReader(issuer, id -> catalog.pool(id).map(PoolEntry::keys), env),
                new RuleBook())));
    operations.addAll(
        UserPoolOperations.list(store, env, sealer, id -> keys.mint(id, env.now()), false));
    operations.addAll(
        AppClientOperations.list(
            store,
            env,
            sealer,
            new AppClientOperations.Tokens(
                catalog, tokens, issuer, wrongSecrets, new RequestRate(0, clock)),
            new AppClientOperations.Setup(false, "gatehouse.example.com")));
    api = new SignedApi(store, env, false, operations);
  }

  /// The answer to a request; single quotes in `json` stand for double ones.
  Response send(String operation, String json) {
    return api.call(operation, json.replace('\'', '"'), "us-east-1");
  }

  /// The body of a successful answer.
  String call(String operation, String json) {
    var answer = send(operation, json);
    assertThat(answer.status()).as(body(answer)).isEqualTo(200);
    return body(answer);
  }

  /// `Type: message` of the error that the call answers with.
  String refusal(String operation, String json) {
    var answer = send(operation, json);
    assertThat(answer.status()).as(body(answer)).isEqualTo(400);
    var error = Json.parseObject(body(answer));
    assertThat(error.members().keySet()).containsExactly("__type", "message");
    return error.string("__type").orElseThrow() + ": " + error.string("message").orElseThrow();
  }

  private static String body(Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// A pool with a user.
  String createPool() {
    var id =
        object(call("CreateUserPool", "{'PoolName':'p'}"), "UserPool").string("Id").orElseThrow();
    write(tx -> tx.users().insert(user(id), Set.of()));
    return id;
  }

  Users.Row user(String pool) {
    return Users.Row.create(
        new UserPoolId(pool),
        ALICE,
        new Username("alice"),
        UserStatus.CONFIRMED,
        Map.of("email", "alice@example.com"),
        ManualClock.START);
  }

  void write(Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  /// @param settings for instance `,'GenerateSecret':true`
  JsonObject createClient(String pool, String settings) {
    return object(
        call(
            "CreateUserPoolClient",
            "{'UserPoolId':'" + pool + "','ClientName':'c'" + settings + "}"),
        "UserPoolClient");
  }

  static String id(JsonObject client) {
    return client.string("ClientId").orElseThrow();
  }

  static String secret(JsonObject client) {
    return client.string("ClientSecret").orElseThrow();
  }

  /// The tokens of a new sign-in.
  record Tokens(String refresh, String access, String id, SignedIn.Session session) {}

  Tokens signIn(String clientId) {
    var client = catalog.client(new ClientId(clientId)).orElseThrow().client();
    var session = new SignedIn.Session(env.uuid(), env.uuid(), env.now());
    var opened = refreshTokens.open(client, ALICE, session, SCOPES);
    SignedIn user =
        store.write(tx -> {
          RefreshTokens.store(tx, opened);
          var row = tx.users().find(client.poolId(), ALICE).orElseThrow();
          return SignedIn.of(tx, client, row, session, SCOPES);
        });
    var keys = catalog.pool(client.poolId()).orElseThrow().keys();
    var made =
        tokens.userTokens(
            client, issuer.of(client.poolId()), SigningPair.of(keys, env.now()), user);
    return new Tokens(opened.token(), made.access(), made.id(), session);
  }

  static JsonObject object(String answer, String member) {
    return Json.parseObject(answer).object(member).orElseThrow();
  }

  static JsonObject claims(String jwt) {
    var payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return Json.parseObject(new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    store.close();
  }
}
