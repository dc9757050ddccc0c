package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.env.Env;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// The operations on user pools on an empty store, called with JSON as the dispatcher does once it
/// has checked shapes and constraints.
final class PoolApi implements AutoCloseable {
  static final Instant CREATED = Instant.parse("2026-11-25T10:00:00.125Z");
  static final String ACCOUNT = "000000000000";
  static final Region REGION = new Region("us-east-1");

  private final Store store;
  private final Map<String, Function<JsonObject, Call>> operations;
  private Instant now = CREATED;
  private Caller caller = new Caller(REGION, ACCOUNT, Optional.of("AKIA"), "127.0.0.1");

  private interface Call {
    JsonObject run(Caller caller);
  }

  private PoolApi(Store store, boolean devMode) {
    this.store = store;
    var env = new Env(() -> now, new Random(7));
    var create = new CreateUserPool(store, env, PoolApi::keys, new FixedIds(devMode));
    var list = new ListUserPools(store, new PageToken(new PlainSealer(), "ListUserPools"));
    operations =
        Map.ofEntries(
            bind("CreateUserPool", CreateUserPoolRequest::builder, create),
            bind("DescribeUserPool", DescribeUserPoolRequest::builder, new DescribeUserPool(store)),
            bind("UpdateUserPool", UpdateUserPoolRequest::builder, new UpdateUserPool(store, env)),
            bind("DeleteUserPool", DeleteUserPoolRequest::builder, new DeleteUserPool(store)),
            bind("ListUserPools", ListUserPoolsRequest::builder, list),
            bind(
                "AddCustomAttributes",
                AddCustomAttributesRequest::builder,
                new AddCustomAttributes(store, env)),
            bind(
                "GetUserPoolMfaConfig",
                GetUserPoolMfaConfigRequest::builder,
                new GetUserPoolMfaConfig(store)),
            bind(
                "SetUserPoolMfaConfig",
                SetUserPoolMfaConfigRequest::builder,
                new SetUserPoolMfaConfig(store, env)),
            bind("TagResource", TagResourceRequest::builder, new TagResource(store)),
            bind("UntagResource", UntagResourceRequest::builder, new UntagResource(store)),
            bind(
                "ListTagsForResource",
                ListTagsForResourceRequest::builder,
                new ListTagsForResource(store)));
  }

  static PoolApi strict() {
    return new PoolApi(new MemoryStore(), false);
  }

  static PoolApi dev() {
    return new PoolApi(new MemoryStore(), true);
  }

  /// From now on calls come from that Region.
  PoolApi in(String region) {
    caller = new Caller(new Region(region), ACCOUNT, Optional.of("AKIA"), "127.0.0.1");
    return this;
  }

  /// Moves the clock.
  PoolApi at(Instant time) {
    now = time;
    return this;
  }

  Store store() {
    return store;
  }

  /// The answer's JSON text. Single quotes in `json` stand for double ones.
  String call(String operation, String json, Object... arguments) {
    return Json.text(answer(operation, json, arguments));
  }

  JsonObject answer(String operation, String json, Object... arguments) {
    var request = json.replace('\'', '"').formatted(arguments);
    var decoder = Optional.ofNullable(operations.get(operation)).orElseThrow();
    return decoder.apply(Json.parseObject(request)).run(caller);
  }

  /// `Type: message` of the error that the call answers with.
  String refusal(String operation, String json, Object... arguments) {
    var thrown =
        assertThatExceptionOfType(ApiException.class)
            .isThrownBy(() -> answer(operation, json, arguments))
            .actual();
    return thrown.error().type() + ": " + thrown.text();
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
    store.write(tx -> {
      tx.domains().insert(row);
      return row;
    });
  }

  @Override
  public void close() {
    store.close();
  }

  private static List<SigningKeys.Row> keys(UserPoolId pool) {
    return Stream.of(KeyUse.values())
        .map(use ->
            new SigningKeys.Row(
                pool, use.name(), use, "", new Sealed(""), CREATED, CREATED, Optional.empty()))
        .toList();
  }

  private static <I extends SdkPojo, O extends SdkPojo>
      Map.Entry<String, Function<JsonObject, Call>> bind(
          String name, Supplier<? extends SdkBuilder<?, I>> builder, Operation<I, O> operation) {
    return Map.entry(
        name,
        json -> {
          I request = SdkCodec.decode(json, builder.get());
          return by -> SdkCodec.encode(operation.run(request, by));
        });
  }
}
