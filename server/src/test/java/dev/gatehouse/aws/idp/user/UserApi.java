package dev.gatehouse.aws.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.SignedApi;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The dispatcher over an empty store with the operations of this package and those on user pools,
/// called by an administrator.
final class UserApi implements AutoCloseable {
  final ManualClock clock = ManualClock.atStart();
  final Store store;
  private final SignedApi api;
  private String region = "us-east-1";

  UserApi(Path folder) {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
    var random = new SeededRandom(7);
    var env = new Env(clock, random);
    var sealer = new AesGcmSealer(MasterKey.mint(random), random);
    var operations = new ArrayList<OperationBinding>();
    operations.addAll(UserOperations.list(store, env, sealer));
    operations.addAll(UserPoolOperations.list(store, env, sealer, _ -> List.of(), false));
    api = new SignedApi(store, env, false, operations);
  }

  /// From now on calls come from that Region.
  UserApi in(String name) {
    region = name;
    return this;
  }

  /// The answer to a request; single quotes in `json` stand for double ones.
  Response send(String operation, String json, Object... arguments) {
    return api.call(operation, json.replace('\'', '"').formatted(arguments), region);
  }

  /// The body of a successful answer.
  String call(String operation, String json, Object... arguments) {
    var answer = send(operation, json, arguments);
    assertThat(body(answer)).satisfies(_ -> assertThat(answer.status()).isEqualTo(200));
    return body(answer);
  }

  JsonObject answer(String operation, String json, Object... arguments) {
    return Json.parseObject(call(operation, json, arguments));
  }

  /// `Type: message` of the error that the call answers with.
  String refusal(String operation, String json, Object... arguments) {
    var answer = send(operation, json, arguments);
    assertThat(answer.status()).as(body(answer)).isEqualTo(400);
    var error = Json.parseObject(body(answer));
    assertThat(error.members().keySet()).containsExactly("__type", "message");
    return error.string("__type").orElseThrow() + ": " + error.string("message").orElseThrow();
  }

  String createPool() {
    return answer("CreateUserPool", "{'PoolName':'p'}")
        .object("UserPool")
        .flatMap(pool -> pool.string("Id"))
        .orElseThrow();
  }

  static String body(Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    store.close();
  }
}
