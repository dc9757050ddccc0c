package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.AccessKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionOperationsTest {
  private static final String CLIENT =
      "\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"ClientId\":\"14aq5ll5b1it6f62uefem6aqhn\"";
  private static final String POOL = "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\"}";

  @TempDir private Path folder;
  private @Nullable Installation opened;

  @BeforeEach
  void open() {
    opened = new Installation(folder);
  }

  @AfterEach
  void close() {
    installation().close();
  }

  private Installation installation() {
    return Objects.requireNonNull(opened);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(ApiException.class)
        .extracting(refused -> ((ApiException) refused).text())
        .isEqualTo(message);
  }

  @Test
  void attributes_are_off_until_they_are_set_and_off_again_when_emptied() {
    var none = "{\"ClientAttributes\":{" + CLIENT + ",\"Claims\":{},\"Audience\":[]}}";
    assertThat(installation().run("GetClientAttributes", "{" + CLIENT + "}")).isEqualTo(none);
    var some =
        CLIENT
            + ",\"Claims\":{\"tenant\":\"acme\",\"level\":3,\"beta\":true,\"roles\":[\"a\",\"b\"]}"
            + ",\"Audience\":[\"https://api.example.com\"]";
    var answer = "{\"ClientAttributes\":{" + some + "}}";
    assertThat(installation().run("SetClientAttributes", "{" + some + "}")).isEqualTo(answer);
    assertThat(installation().run("GetClientAttributes", "{" + CLIENT + "}")).isEqualTo(answer);
    assertThat(installation().run("SetClientAttributes", "{" + CLIENT + "}")).isEqualTo(none);
    assertThat(stored().attributes()).isEmpty();
    assertThat(stored().version()).isEqualTo(3);
  }

  private dev.gatehouse.store.AppClients.Row stored() {
    return installation()
        .store
        .read(tx -> tx.appClients().find(Installation.POOL, Installation.CLIENT))
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "scope", "client_id", "aud", "cognito:groups", "dev:x", "exp"})
  void a_reserved_claim_is_refused_by_name(String name) {
    assertRefused(
        () ->
            installation()
                .run("SetClientAttributes", "{" + CLIENT + ",\"Claims\":{\"" + name + "\":\"x\"}}"),
        "The claim " + name + " is reserved: only Gatehouse itself sets it.");
    assertThat(stored().attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "1.5", "9223372036854775808", "[1]", "[[\"a\"]]", "[null]"})
  void a_claim_of_another_type_is_refused(String value) {
    assertRefused(
        () ->
            installation()
                .run("SetClientAttributes", "{" + CLIENT + ",\"Claims\":{\"a\":" + value + "}}"),
        "The claim a must be a boolean, a whole number of 64 bits, a string of at most 2048"
            + " characters, or a list of at most 50 such strings.");
  }

  @Test
  void sizes_are_bounded() {
    var longest = "x".repeat(2048);
    installation()
        .run("SetClientAttributes", "{" + CLIENT + ",\"Claims\":{\"a\":\"" + longest + "\"}}");
    assertRefused(
        () ->
            installation()
                .run(
                    "SetClientAttributes",
                    "{" + CLIENT + ",\"Claims\":{\"a\":\"" + longest + "x\"}}"),
        "The claim a must be a boolean, a whole number of 64 bits, a string of at most 2048"
            + " characters, or a list of at most 50 such strings.");
    assertThatThrownBy(() -> setList(51)).isInstanceOf(ApiException.class);
    setList(50);
    var five = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      five.add("\"a" + i + "\":\"" + longest + "\"");
    }
    assertRefused(
        () ->
            installation()
                .run(
                    "SetClientAttributes",
                    "{" + CLIENT + ",\"Claims\":{" + String.join(",", five) + "}}"),
        "Claims and audience together must be at most 8192 bytes of JSON.");
  }

  private void setList(int size) {
    var list = JsonValue.of(java.util.Collections.nCopies(size, "x"));
    installation()
        .run("SetClientAttributes", "{" + CLIENT + ",\"Claims\":{\"a\":" + Json.text(list) + "}}");
  }

  @Test
  void an_unknown_client_or_pool_is_refused() {
    var client = "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"ClientId\":\"nobody\"}";
    for (var operation : List.of("SetClientAttributes", "GetClientAttributes")) {
      assertThatThrownBy(() -> installation().run(operation, client))
          .isInstanceOf(RefusedException.class)
          .extracting(refused -> ((RefusedException) refused).refusal())
          .isEqualTo(new Refusal.UnknownClient("nobody"));
      assertRefused(
          () ->
              installation()
                  .run(operation, "{\"UserPoolId\":\"us-east-1_none\",\"ClientId\":\"nobody\"}"),
          "User pool us-east-1_none does not exist.");
    }
  }

  @Test
  void an_access_key_is_made_listed_disabled_enabled_and_deleted() {
    var made =
        installation()
            .run(
                Optional.empty(),
                "CreateAccessKey",
                "{\"Description\":\"ci\",\"Policy\":{\"Statements\":[{\"Actions\":[\"cognito-idp:*\"],"
                    + "\"Pools\":[\"*\"]}]}}")
            .object("AccessKey")
            .orElseThrow();
    var id = made.string("AccessKeyId").orElseThrow();
    assertThat(made.string("SecretAccessKey").orElseThrow()).hasSize(40);
    var listed =
        "{\"AccessKeyId\":\""
            + id
            + "\",\"Description\":\"ci\",\"Status\":\"%s\",\"Policy\":{\"Statements\":[{\"Actions\":"
            + "[\"cognito-idp:*\"],\"Pools\":[\"*\"]}]},\"CreateDate\":1767323045.678}";
    var list = "{\"AccessKeys\":[" + listed + "]}";
    assertThat(installation().run("ListAccessKeys", "{}")).isEqualTo(list.formatted("Active"));
    var status = "{\"AccessKeyId\":\"" + id + "\",\"Status\":\"%s\"}";
    assertThat(installation().run("SetAccessKeyStatus", status.formatted("Inactive")))
        .isEqualTo("{}");
    assertThat(installation().run("ListAccessKeys", "{}")).isEqualTo(list.formatted("Inactive"));
    installation().run("SetAccessKeyStatus", status.formatted("Active"));
    assertThat(installation().run("ListAccessKeys", "{}")).isEqualTo(list.formatted("Active"));
    assertThat(installation().run("DeleteAccessKey", "{\"AccessKeyId\":\"" + id + "\"}"))
        .isEqualTo("{}");
    assertThat(installation().run("ListAccessKeys", "{}")).isEqualTo("{\"AccessKeys\":[]}");
    for (var operation : List.of("SetAccessKeyStatus", "DeleteAccessKey")) {
      assertThatThrownBy(() -> installation().run(operation, status.formatted("Active")))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void a_key_without_a_policy_of_its_own_is_an_administrators() {
    var id =
        installation()
            .run(Optional.empty(), "CreateAccessKey", "{}")
            .object("AccessKey")
            .flatMap(key -> key.string("AccessKeyId"))
            .orElseThrow();
    assertThat(installation().stored(id).map(AccessKeys.Row::policy))
        .contains(Json.text(AccessPolicy.ADMINISTRATOR.toJson()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateAccessKey", "ListAccessKeys", "SetAccessKeyStatus", "DeleteAccessKey"})
  void a_limited_key_cannot_manage_keys_even_when_its_policy_names_the_operation(String operation) {
    var limited =
        installation()
            .key(
                AccessPolicy.parse(
                    "{\"Statements\":[{\"Actions\":[\"gatehouse:*\"],\"Pools\":[\"*\"]}]}"));
    assertRefused(
        () ->
            installation()
                .run(
                    Optional.of(limited),
                    operation,
                    "{\"AccessKeyId\":\"" + limited + "\",\"Status\":\"Active\"}"),
        "User: arn:aws:iam::000000000000:user/"
            + limited
            + " is not authorized to perform: gatehouse:"
            + operation
            + " on resource: * because no policy of its access key allows it");
  }

  /// Another node may have deleted or disabled it within the last second.
  @ParameterizedTest
  @ValueSource(
      strings = {"CreateAccessKey", "ListAccessKeys", "SetAccessKeyStatus", "DeleteAccessKey"})
  void sv_23_a_key_that_was_deleted_or_disabled_meanwhile_makes_no_successor(String operation) {
    var limited = "{\"Statements\":[{\"Actions\":[\"gatehouse:*\"],\"Pools\":[\"*\"]}]}";
    var gone = installation().key(AccessPolicy.parse(limited));
    installation().run("DeleteAccessKey", "{\"AccessKeyId\":\"" + gone + "\"}");
    var disabled = installation().key(AccessPolicy.ADMINISTRATOR);
    var child =
        installation()
            .run(Optional.of(disabled), "CreateTemporaryCredentials", "{}")
            .object("Credentials")
            .flatMap(made -> made.string("AccessKeyId"))
            .orElseThrow();
    installation()
        .run(
            "SetAccessKeyStatus", "{\"AccessKeyId\":\"" + disabled + "\",\"Status\":\"Inactive\"}");
    for (var id : List.of(gone, disabled, child)) {
      assertRefused(
          () ->
              installation()
                  .run(
                      Optional.of(id),
                      operation,
                      "{\"AccessKeyId\":\"" + disabled + "\",\"Status\":\"Active\"}"),
          "The security token included in the request is invalid.");
    }
  }

  @Test
  void temporary_credentials_do_what_their_parent_does_and_die_with_it() {
    var policy = "{\"Statements\":[{\"Actions\":[\"cognito-idp:*\"],\"Pools\":[\"*\"]}]}";
    var parent = installation().key(AccessPolicy.parse(policy));
    var made =
        installation()
            .run(Optional.of(parent), "CreateTemporaryCredentials", "{\"DurationSeconds\":900}")
            .object("Credentials")
            .orElseThrow();
    var row = installation().stored(made.string("AccessKeyId").orElseThrow()).orElseThrow();
    assertThat(made.members().keySet())
        .containsExactly("AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration");
    assertThat(Json.text(made.member("Expiration").orElseThrow())).isEqualTo("1767323945.678");
    assertThat(row.policy()).isEqualTo(policy);
    assertThat(row.parent()).contains(parent);
    assertThat(row.expiresAt()).contains(installation().clock.instant().plusSeconds(900));
    assertRefused(
        () -> installation().run(Optional.of(row.id()), "CreateTemporaryCredentials", "{}"),
        "Only a stored access key without an end can make temporary credentials.");
    installation().run("DeleteAccessKey", "{\"AccessKeyId\":\"" + parent + "\"}");
    assertThat(installation().stored(row.id())).isEmpty();
  }

  @Test
  void signing_keys_rotate_with_overlap() {
    var before = keys(installation().run(Optional.empty(), "ListSigningKeys", POOL));
    assertThat(before)
        .extracting(ExtensionOperationsTest::state)
        .containsExactlyInAnyOrder("ACCESS SIGNING", "ID SIGNING");
    var after = keys(installation().run(Optional.empty(), "RotateSigningKeys", POOL));
    assertThat(after)
        .extracting(ExtensionOperationsTest::state)
        .containsExactlyInAnyOrder("ACCESS SIGNING", "ID SIGNING", "ACCESS NEXT", "ID NEXT");
    installation().clock.advance(PoolKeys.LEAD);
    assertThat(keys(installation().run(Optional.empty(), "ListSigningKeys", POOL)))
        .extracting(ExtensionOperationsTest::state)
        .containsExactlyInAnyOrder(
            "ACCESS PUBLISHED", "ID PUBLISHED", "ACCESS SIGNING", "ID SIGNING");
    installation().clock.advance(PoolKeys.OVERLAP.plus(Duration.ofMillis(1)));
    assertThat(keys(installation().run(Optional.empty(), "ListSigningKeys", POOL)))
        .extracting(ExtensionOperationsTest::state)
        .containsExactlyInAnyOrder("ACCESS SIGNING", "ID SIGNING");
  }

  @Test
  void an_immediate_rotation_withdraws_the_old_keys_at_once() {
    var before = kids(installation().run(Optional.empty(), "ListSigningKeys", POOL));
    var request = "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"Immediate\":true}";
    var after = installation().run(Optional.empty(), "RotateSigningKeys", request);
    assertThat(kids(after)).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(keys(after))
        .extracting(ExtensionOperationsTest::state)
        .containsExactlyInAnyOrder("ACCESS SIGNING", "ID SIGNING");
  }

  @Test
  void server_info_is_what_the_assembly_says() {
    assertThat(installation().run("GetServerInfo", "{}")).isEqualTo("{\"Version\":\"1\"}");
  }

  private static String state(JsonObject key) {
    return key.string("Use").orElseThrow() + " " + key.string("Status").orElseThrow();
  }

  private static List<String> kids(JsonObject answer) {
    return keys(answer).stream().map(key -> key.string("Kid").orElseThrow()).toList();
  }

  private static List<JsonObject> keys(JsonObject answer) {
    return answer.member("SigningKeys").orElseThrow() instanceof JsonArray(var elements)
        ? elements.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }
}
