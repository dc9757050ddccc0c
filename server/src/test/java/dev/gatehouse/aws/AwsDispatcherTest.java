package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.OK;
import static dev.gatehouse.aws.AwsFixture.POOL;
import static dev.gatehouse.aws.AwsFixture.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceResponse;

/// The JSON protocol: order of the steps, envelope, headers, limits (GEN-01 to GEN-05, users
/// section 1, AP-01 to AP-14).
class AwsDispatcherTest {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}";
  private static final String UNKNOWN = "400 {\"__type\":\"UnknownOperationException\"}";

  @TempDir static Path folder;
  private static Store store;
  private AwsFixture aws;

  @BeforeAll
  static void open() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void setUp() {
    aws =
        new AwsFixture(
            store,
            false,
            List.of(
                OperationBinding.of(
                    "DeleteGroup",
                    DeleteGroupRequest::builder,
                    (DeleteGroupRequest request, Caller caller) -> failing(request.groupName())),
                OperationBinding.of(
                    "RevokeToken",
                    RevokeTokenRequest::builder,
                    (RevokeTokenRequest request, Caller caller) ->
                        RevokeTokenResponse.builder().build()),
                OperationBinding.of(
                    "TagResource",
                    TagResourceRequest::builder,
                    (TagResourceRequest request, Caller caller) ->
                        TagResourceResponse.builder().build()),
                OperationBinding.extension(
                    "ListSigningKeys", (input, caller) -> listKeys(input, caller))));
  }

  private JsonObject listKeys(JsonObject input, Caller caller) {
    return JsonValue.object()
        .put("Pool", input.string("UserPoolId").orElse(""))
        .put("Region", caller.region().name())
        .put("Account", caller.accountId())
        .put("Key", caller.accessKeyId().orElse(""))
        .put("Peer", caller.peer())
        .build();
  }

  /// Fails in the way that the group's name says.
  private static DeleteGroupResponse failing(String how) {
    return switch (how) {
      case "api" -> throw new ApiException(ApiError.POOL_NOT_FOUND, "us-east-1_a1B2c3D4e");
      case "refusal" -> throw new RefusedException(new Refusal.UnknownClient("abc"));
      case "store" -> throw new StoreUnavailableException("disk /secret/path", new Exception());
      case "fault" -> throw new IllegalStateException("SELECT secret FROM access_key");
      default -> DeleteGroupResponse.builder().build();
    };
  }

  private static RequestDraft describe() {
    return RequestDraft.userPools("DescribeUserPool", POOL);
  }

  private RequestDraft deleteGroup(String how) {
    var body = "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"GroupName\":\"" + how + "\"}";
    return RequestDraft.userPools("DeleteGroup", body).sign(aws.signing());
  }

  private String described(String body) {
    return aws.answer(describe().body(body).sign(aws.signing()));
  }

  @Test
  void gen_04_an_answer_has_these_headers_and_no_other() {
    var response = aws.send(describe().sign(aws.signing()));
    assertThat(AwsFixture.text(response)).isEqualTo("200 " + OK);
    assertThat(AwsFixture.headers(response))
        .matches(
            "x-amzn-RequestId: "
                + UUID
                + "\nAccess-Control-Allow-Origin: \\*"
                + "\nAccess-Control-Expose-Headers:"
                + " x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"
                + "\nContent-Type: application/x-amz-json-1\\.1");
  }

  @Test
  void gen_02_gen_04_an_error_has_its_type_and_message_in_body_and_headers() {
    var response = aws.send(deleteGroup("api"));
    assertThat(AwsFixture.text(response))
        .isEqualTo(
            error("ResourceNotFoundException", "User pool us-east-1_a1B2c3D4e does not exist."));
    assertThat(AwsFixture.headers(response))
        .matches(
            "x-amzn-RequestId: "
                + UUID
                + "\nAccess-Control-Allow-Origin: \\*"
                + "\nAccess-Control-Expose-Headers:"
                + " x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"
                + "\nContent-Type: application/x-amz-json-1\\.1"
                + "\nx-amzn-ErrorType: ResourceNotFoundException:"
                + "\nx-amzn-ErrorMessage: User pool us-east-1_a1B2c3D4e does not exist\\.");
  }

  @Test
  void a_message_that_quotes_the_request_cannot_break_the_header() {
    var response =
        aws.send(describe().body("{\"UserPoolId\":\"a\\r\\nX: ü\"}").sign(aws.signing()));
    assertThat(response.headers().first("x-amzn-ErrorMessage").orElseThrow())
        .startsWith("1 validation error detected: Value 'a??X: ?' at 'userPoolId'");
    var huge = describe().body("{\"UserPoolId\":\"" + "a".repeat(100_000) + "\"}");
    assertThat(
            aws.send(huge.sign(aws.signing())).headers().first("x-amzn-ErrorMessage").orElseThrow())
        .hasSize(1_024);
  }

  @Test
  void an_operation_without_output_shape_answers_an_empty_body() {
    var response = aws.send(deleteGroup("nothing"));
    assertThat(AwsFixture.text(response)).isEqualTo("200 ");
  }

  @Test
  void an_operation_with_an_output_without_members_answers_an_empty_object() {
    var draft = RequestDraft.userPools("RevokeToken", "{\"Token\":\"a\",\"ClientId\":\"b\"}");
    assertThat(aws.answer(draft)).isEqualTo("200 {}");
  }

  @Test
  void an_unsigned_operation_ignores_a_signature() {
    var draft = RequestDraft.userPools("RevokeToken", "{\"Token\":\"a\",\"ClientId\":\"b\"}");
    assertThat(aws.answer(draft.sign(aws.signing().with("wrong")))).isEqualTo("200 {}");
  }

  @Test
  void a_refusal_of_the_domain_is_answered_in_the_api_s_words() {
    assertThat(aws.answer(deleteGroup("refusal")))
        .isEqualTo(error("ResourceNotFoundException", "User pool client abc does not exist."));
  }

  @Test
  void an_unreachable_store_is_503() {
    assertThat(aws.answer(deleteGroup("store")))
        .isEqualTo(
            "503 {\"__type\":\"ServiceUnavailable\",\"message\":\"The database cannot be reached at"
                + " the moment. Try again.\"}");
  }

  @Test
  void ap_11_a_fault_says_the_request_id_and_nothing_else() {
    var response = aws.send(deleteGroup("fault"));
    var id = response.headers().first("x-amzn-RequestId").orElseThrow();
    assertThat(AwsFixture.text(response))
        .isEqualTo(
            "500 {\"__type\":\"InternalErrorException\",\"message\":\"Something went wrong on the"
                + " server. Request id: "
                + id
                + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"UserPoolId\":",
        "[]",
        "[{}]",
        "1",
        "\"x\"",
        "null",
        "true",
        "{}{}",
        "{'UserPoolId':'x'}",
        "{\"UserPoolId\":\"x\",}",
        "{\"UserPoolId\":1}",
        "{\"UserPoolId\":{}}",
        "{\"UserPoolId\":[\"x\"]}",
        "{\"UserPoolId\":true}"
      })
  void ap_01_json_that_is_none_or_of_the_wrong_type_is_a_serialization_exception(String body) {
    assertThat(described(body)).startsWith("400 {\"__type\":\"SerializationException\"");
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void ap_01_a_wrong_type_is_named() {
    assertThat(described("{\"UserPoolId\":1}"))
        .isEqualTo(error("SerializationException", "NUMBER_VALUE can not be converted to String"));
  }

  @Test
  void ap_02_nesting_is_refused_at_the_sixty_fifth_level() {
    assertThat(described(nested(64)))
        .isEqualTo(error("SerializationException", "Start of list found where not expected"));
    for (var levels : List.of(65, 60_000)) {
      assertThat(described(nested(levels)))
          .isEqualTo(error("SerializationException", "The text is not well-formed JSON"));
    }
  }

  private static String nested(int levels) {
    return "{\"UserPoolId\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  @Test
  void ap_03_the_route_takes_four_megabytes_and_json_shorter_strings() {
    assertThat(AwsDispatcher.BODY_MAX).isEqualTo(4 * 1024 * 1024);
    assertThat(described("{\"UserPoolId\":\"" + "a".repeat(3_000_000) + "\"}"))
        .startsWith("400 {\"__type\":\"SerializationException\"");
  }

  @Test
  void ap_04_numbers_names_and_encodings_out_of_bounds_are_refused() {
    var members = new StringBuilder("{\"a0\":1");
    for (int i = 1; i < 300_000; i++) {
      members.append(",\"a").append(i).append("\":1");
    }
    var texts =
        List.of(
            members.append('}').toString(),
            "{\"UserPoolId\":\"x\",\"N\":" + "9".repeat(100_000) + "}",
            "{\"UserPoolId\":\"x\",\"N\":1e999999999}",
            "\uFEFF" + POOL);
    for (var text : texts) {
      assertThat(described(text)).startsWith("400 {\"__type\":\"SerializationException\"");
    }
    var utf16 = describe();
    utf16.body = POOL.getBytes(StandardCharsets.UTF_16);
    assertThat(aws.answer(utf16.sign(aws.signing())))
        .startsWith("400 {\"__type\":\"SerializationException\"");
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void ap_05_duplicate_members_are_refused() {
    assertThat(described("{\"UserPoolId\":\"us-east-1_a\",\"UserPoolId\":\"us-east-1_b\"}"))
        .startsWith("400 {\"__type\":\"SerializationException\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSCognitoIdentityProviderService.Nothing",
        "AWSCognitoIdentityProviderService.describeUserPool",
        "AWSCognitoIdentityProviderService.DescribeUserPool ",
        "AWSCognitoIdentityProviderService.",
        "AWSCognitoIdentityProviderService",
        "AWSCognitoIdentityService.DescribeUserPool",
        "awscognitoidentityproviderservice.DescribeUserPool",
        "GatehouseService.DescribeUserPool",
        ".DescribeUserPool",
        ""
      })
  void ap_06_an_unknown_target_is_an_unknown_operation(String target) {
    assertThat(aws.answer(RequestDraft.of(target, POOL).sign(aws.signing()))).isEqualTo(UNKNOWN);
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void ap_06_no_target_or_two_are_an_unknown_operation() {
    assertThat(aws.answer(describe().remove("X-Amz-Target").sign(aws.signing())))
        .isEqualTo(UNKNOWN);
    var two = describe().add("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools");
    assertThat(aws.answer(two.sign(aws.signing()))).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "application/json", "text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data", "application/x-amz-json-1.0", ""
      })
  void ap_07_another_content_type_reaches_no_operation(@Nullable String type) {
    var draft = describe().remove("Content-Type");
    if (type != null) {
      draft.add("Content-Type", type);
    }
    assertThat(aws.answer(draft.sign(aws.signing())))
        .isEqualTo(
            error(
                "UnknownOperationException",
                "The Content-Type must be application/x-amz-json-1.1"));
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void ap_07_parameters_and_case_of_the_content_type_do_not_matter() {
    var draft = describe().set("Content-Type", "Application/X-Amz-Json-1.1; charset=utf-8");
    assertThat(aws.answer(draft.sign(aws.signing()))).isEqualTo("200 " + OK);
  }

  @Test
  void a_form_without_a_target_goes_to_the_query_protocol() {
    var draft = describe().remove("X-Amz-Target");
    draft.set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    assertThat(aws.answer(draft)).isEqualTo("418 ");
  }

  @Test
  void ap_09_members_that_the_shape_does_not_have_are_ignored() {
    assertThat(described("{\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"IsAdmin\":true,\"Id\":[1]}"))
        .isEqualTo("200 " + OK);
  }

  @Test
  void ap_13_a_preflight_gets_any_origin_and_no_credentials() {
    var draft = new RequestDraft();
    draft.method = "OPTIONS";
    draft.add("Origin", "https://evil.example");
    draft.add("Access-Control-Request-Method", "POST");
    draft.add(
        "Access-Control-Request-Headers",
        "content-type, x-amz-target,cache-control, evil\r\nX: y,,<script>, Authorization");
    var response = aws.send(draft);
    assertThat(AwsFixture.text(response)).isEqualTo("200 ");
    assertThat(AwsFixture.headers(response))
        .matches(
            "x-amzn-RequestId: "
                + UUID
                + "\nAccess-Control-Allow-Origin: \\*"
                + "\nAccess-Control-Expose-Headers:"
                + " x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"
                + "\nAccess-Control-Allow-Methods: POST"
                + "\nAccess-Control-Allow-Headers:"
                + " content-type,x-amz-target,cache-control,Authorization"
                + "\nAccess-Control-Max-Age: 172800");
  }

  @Test
  void ap_13_an_answer_never_echoes_the_origin() {
    var response = aws.send(describe().add("Origin", "https://evil.example").sign(aws.signing()));
    assertThat(response.headers().all("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(response.headers().first("Access-Control-Allow-Credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "post", "CONNECT"})
  void ap_14_other_methods_are_not_allowed(String method) {
    var draft = describe();
    draft.method = method;
    var response = aws.send(draft.add("X-HTTP-Method-Override", "POST").sign(aws.signing()));
    assertThat(AwsFixture.text(response))
        .isEqualTo(
            "405 {\"__type\":\"UnknownOperationException\",\"message\":\"Send operations with"
                + " POST\"}");
    assertThat(response.headers().first("Allow")).contains("POST, OPTIONS");
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void every_operation_that_is_not_built_says_so_after_the_signature() {
    var built = List.of("DescribeUserPool", "DeleteGroup", "RevokeToken", "TagResource");
    int unbuilt = 0;
    for (var name : ApiModel.shared().names(ApiService.USER_POOLS)) {
      if (!built.contains(name)) {
        unbuilt++;
        assertThat(aws.answer(RequestDraft.userPools(name, "not JSON").sign(aws.signing())))
            .isEqualTo(
                "501 {\"__type\":\"GatehouseNotBuilt\",\"message\":\"cognito-idp:"
                    + name
                    + " is not built yet. docs/compatibility.md lists what Gatehouse offers.\"}");
      }
    }
    assertThat(unbuilt).isEqualTo(136);
    assertThat(aws.answer(RequestDraft.of("AWSCognitoIdentityService.GetId", "{}")))
        .startsWith("501 {\"__type\":\"GatehouseNotBuilt\",\"message\":\"cognito-identity:GetId");
  }

  @Test
  void the_extension_api_takes_its_own_signing_name_and_checks_types_by_its_table() {
    var target = "GatehouseService.ListSigningKeys";
    var signing = aws.signing().service("gatehouse");
    assertThat(aws.answer(RequestDraft.of(target, POOL).sign(signing)))
        .isEqualTo(
            "200 {\"Pool\":\"us-east-1_a1B2c3D4e\",\"Region\":\"us-east-1\",\"Account\":\"000000000000\","
                + "\"Key\":\""
                + aws.admin.row().id()
                + "\",\"Peer\":\"192.0.2.7\"}");
    assertThat(aws.answer(RequestDraft.of(target, "{\"UserPoolId\":[]}").sign(signing)))
        .isEqualTo(error("SerializationException", "Start of list found where not expected"));
    assertThat(aws.answer(RequestDraft.of(target, POOL).sign(aws.signing())))
        .startsWith("400 {\"__type\":\"InvalidSignatureException\"");
  }

  @Test
  void sv_22_a_limited_key_reaches_only_its_actions_and_pools() {
    var policy =
        AccessPolicy.parse(
            "{\"Statements\":[{\"Actions\":[\"cognito-idp:Describe*\",\"cognito-idp:TagResource\"],"
                + "\"Pools\":[\"us-east-1_a1B2c3D4e\"]}]}");
    var key = aws.mint.longLived("reader", policy);
    aws.add(key);
    var signing = aws.signing(key, aws.clock.instant());
    assertThat(aws.answer(describe().sign(signing))).isEqualTo("200 " + OK);
    aws.calls.clear();
    assertThat(aws.answer(describe().body("{\"UserPoolId\":\"us-east-1_other\"}").sign(signing)))
        .isEqualTo(denied("DescribeUserPool", pool("us-east-1_other")));
    var write = RequestDraft.userPools("DeleteGroup", POOL).sign(signing);
    assertThat(aws.answer(write)).isEqualTo(denied("DeleteGroup", pool("us-east-1_a1B2c3D4e")));
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void sv_22_the_pool_that_counts_is_the_one_that_the_operation_reads() {
    var policy =
        AccessPolicy.parse(
            "{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[\"us-east-1_a1B2c3D4e\"]}]}");
    var key = aws.mint.longLived("tagger", policy);
    aws.add(key);
    var signing = aws.signing(key, aws.clock.instant());
    var arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/";
    var tags = "\",\"Tags\":{}}";
    var own = "{\"ResourceArn\":\"" + arn + "us-east-1_a1B2c3D4e" + tags;
    assertThat(aws.answer(RequestDraft.userPools("TagResource", own).sign(signing)))
        .isEqualTo("200 {}");
    var foreign =
        "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\",\"ResourceArn\":\"" + arn + "us-east-1_b" + tags;
    assertThat(aws.answer(RequestDraft.userPools("TagResource", foreign).sign(signing)))
        .contains("AccessDeniedException");
  }

  private static String pool(String id) {
    return "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + id;
  }

  private static String denied(String action, String resource) {
    return "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
        + " arn:aws:iam::000000000000:user/reader is not authorized to perform: cognito-idp:"
        + action
        + " on resource: "
        + resource
        + " because no policy of its access key allows it\"}";
  }

  @Test
  void the_policy_is_asked_after_the_types_and_before_the_constraints() {
    var key =
        aws.mint.longLived(
            "",
            AccessPolicy.parse(
                "{\"Statements\":[{\"Actions\":[\"cognito-idp:Nothing\"],\"Pools\":[\"*\"]}]}"));
    aws.add(key);
    var signing = aws.signing(key, aws.clock.instant());
    assertThat(aws.answer(describe().body("{\"UserPoolId\":1}").sign(signing)))
        .contains("SerializationException");
    assertThat(aws.answer(describe().body("{\"UserPoolId\":\"\"}").sign(signing)))
        .contains("AccessDeniedException");
  }

  @Test
  void the_last_use_of_a_key_is_recorded_once_a_minute() {
    var key = aws.mint.longLived("", AccessPolicy.ADMINISTRATOR);
    aws.add(key);
    for (var seconds : List.of(0, 30, 29, 1, 59)) {
      aws.clock.advance(Duration.ofSeconds(seconds));
      assertThat(aws.answer(describe().sign(aws.signing(key, aws.clock.instant()))))
          .isEqualTo("200 " + OK);
    }
    var row = store.read(tx -> tx.accessKeys().find(key.row().id())).orElseThrow();
    assertThat(row.lastUsedAt()).contains(aws.env.now().minusSeconds(59));
  }

  @Test
  void an_operation_without_a_table_or_bound_twice_is_a_fault_of_ours() {
    var unknown = List.of(OperationBinding.extension("Nothing", (input, caller) -> input));
    assertThatThrownBy(() -> new AwsFixture(store, false, unknown).dispatcher.warmUp())
        .hasMessage("Nothing has no shape in a constraints-*.json of EXTENSION");
    aws.dispatcher.warmUp();
    var keys = OperationBinding.extension("ListSigningKeys", (input, caller) -> input);
    assertThatThrownBy(() -> new AwsFixture(store, false, List.of(keys, keys)))
        .hasMessage("ListSigningKeys is bound twice");
  }
}
