package dev.gatehouse.aws.idp.pool;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.SignedApi;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The operations on user pools behind the real dispatcher on a SQLite store without pools, called
/// with signed requests. Every write closure runs twice.
final class PoolApi implements AfterEachCallback {
  static final Instant CREATED = Instant.parse("2026-11-25T10:00:00.125Z");

  /// The sealer of the installation.
  static final Sealer SEALER =
      new AesGcmSealer(MasterKey.mint(new SeededRandom(1)), new SeededRandom(2));

  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "eu-north-1");

  private final Server server;
  private String region = "us-east-1";

  /// One for each mode: opening a database for each test would cost more than the tests.
  private record Server(ManualClock clock, Store store, SignedApi api) {
    static final Server STRICT = start(false);
    static final Server DEV = start(true);

    private static Server start(boolean devMode) {
      try {
        var folder = Files.createTempDirectory("pools");
        folder.toFile().deleteOnExit();
        for (var file : List.of("gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm")) {
          folder.resolve(file).toFile().deleteOnExit();
        }
        var clock = ManualClock.at(CREATED);
        var store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
        var env = new Env(clock, new SeededRandom(7));
        var operations = UserPoolOperations.list(store, env, SEALER, PoolApi::keys, devMode);
        return new Server(clock, store, new SignedApi(store, env, devMode, operations));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PoolApi(Server server) {
    this.server = server;
  }

  static PoolApi strict() {
    return new PoolApi(Server.STRICT);
  }

  static PoolApi dev() {
    return new PoolApi(Server.DEV);
  }

  /// Deletes every pool and sets the clock back.
  @Override
  public void afterEach(ExtensionContext context) {
    server.clock().set(CREATED);
    store()
        .write(tx -> {
          for (var name : REGIONS) {
            tx.userPools()
                .list(new Region(name), Optional.empty(), Integer.MAX_VALUE)
                .forEach(row -> tx.userPools().remove(row.id()));
          }
          return true;
        });
  }

  /// From now on calls come from that Region.
  PoolApi in(String otherRegion) {
    region = otherRegion;
    return this;
  }

  /// Moves the clock.
  void advance(int seconds) {
    server.clock().advance(Duration.ofSeconds(seconds));
  }

  Store store() {
    return server.store();
  }

  /// The answer to a request; single quotes in `json` stand for double ones.
  Response send(String operation, String json, Object... arguments) {
    var body = json.replace('\'', '"').formatted(arguments);
    return server.api().call(operation, body, region);
  }

  /// The body of a successful answer.
  String call(String operation, String json, Object... arguments) {
    var response = send(operation, json, arguments);
    assertThat(body(response)).satisfies(_ -> assertThat(response.status()).isEqualTo(200));
    return body(response);
  }

  JsonObject answer(String operation, String json, Object... arguments) {
    return Json.parseObject(call(operation, json, arguments));
  }

  /// `Type: message` of the refusal that answers; the status and that the body has nothing else are
  /// checked.
  String refusal(String operation, String json, Object... arguments) {
    var response = send(operation, json, arguments);
    var body = Json.parseObject(body(response));
    assertThat(response.status()).isEqualTo(400);
    assertThat(body.members().keySet()).containsExactly("__type", "message");
    return body.string("__type").orElseThrow() + ": " + body.string("message").orElseThrow();
  }

  static String body(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /// One `name: value` a line, the request id replaced.
  static String headers(Response response) {
    return response.headers().fields().stream()
        .map(field -> field.name() + ": " + field.value())
        .collect(joining("\n"))
        .replaceFirst("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<request id>");
  }

  /// A new pool named `p` with those further members; returns its id.
  String create(String members) {
    var answer = answer("CreateUserPool", "{'PoolName':'p'%s}", members.replace('\'', '"'));
    return answer.object("UserPool").flatMap(pool -> pool.string("Id")).orElseThrow();
  }

  /// A member of the described pool as JSON text; `absent` when there is none.
  String described(String id, String member) {
    return describe(id).member(member).map(Json::text).orElse("absent");
  }

  JsonObject describe(String id) {
    return answer("DescribeUserPool", "{'UserPoolId':'%s'}", id).object("UserPool").orElseThrow();
  }

  void giveDomain(String id, String name) {
    var pool = new UserPoolId(id);
    var row = new Domains.Row(pool, new DomainName(name, pool.region()), "{}", 1, CREATED, CREATED);
    store()
        .write(tx -> {
          tx.domains().insert(row);
          return row;
        });
  }

  private static List<SigningKeys.Row> keys(UserPoolId pool) {
    return Stream.of(KeyUse.values())
        .map(use ->
            new SigningKeys.Row(
                pool, use.name(), use, "", new Sealed(""), CREATED, CREATED, Optional.empty()))
        .toList();
  }
}
