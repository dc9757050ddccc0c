package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.MISMATCH;
import static dev.gatehouse.aws.AwsFixture.UNRECOGNIZED;
import static dev.gatehouse.aws.AwsFixture.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Security checks SV-01 to SV-20 against a real server, over sockets: what [SigV4Test] shows of
/// the verifier holds for the bytes that arrive.
class SignatureWireTest {
  private static final String MISSING =
      error("MissingAuthenticationTokenException", "Missing Authentication Token");

  private static WireApi api;
  private static String good;

  @BeforeAll
  static void start() {
    api = new WireApi(TestServer.strict("regions=us-east-1,eu-west-1"));
    good = "200 " + api.described();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static RequestDraft signed() {
    return api.describe().sign(api.signing());
  }

  private static String authorization(UnaryOperator<String> change) {
    return api.answer(signed().set("Authorization", change.apply(signed().first("Authorization"))));
  }

  @Test
  void sv_01_every_signed_operation_refuses_a_call_without_authorization() {
    assertThat(api.answer(signed())).isEqualTo(good);
    for (var service : ApiService.values()) {
      for (var name : ApiModel.shared().names(service)) {
        if (ApiModel.shared().find(service, name).orElseThrow().signed()) {
          var draft =
              api.at(
                  RequestDraft.of(
                      service.targetPrefix() + "." + name,
                      "{\"UserPoolId\":\"" + api.pool + "\"}"));
          assertThat(api.answer(draft)).as(name).isEqualTo(MISSING);
        }
      }
    }
    assertThat("200 " + api.described()).as("nothing was changed").isEqualTo(good);
  }

  /// One change each to a request that is good without it.
  enum Attack {
    SV_02_A_WRONG_SECRET(MISMATCH),
    SV_03_AN_UNKNOWN_KEY(UNRECOGNIZED),
    SV_04_ANOTHER_BODY(MISMATCH),
    SV_05_ANOTHER_TARGET(MISMATCH),
    SV_05_A_TARGET_THAT_IS_NOT_SIGNED(MISMATCH),
    SV_06_AN_AMZ_HEADER_THAT_IS_NOT_SIGNED(MISMATCH),
    SV_07_A_HOST_THAT_IS_NOT_SIGNED(MISMATCH),
    SV_08_A_SIGNED_HEADER_THAT_IS_ABSENT(MISMATCH),
    SV_12_ANOTHER_SERVICE(
        error(
            "InvalidSignatureException",
            "Credential should be scoped to correct service: 'cognito-idp'.")),
    SV_13_AN_UNSIGNED_PAYLOAD(MISMATCH),
    SV_13_A_STREAMED_PAYLOAD(MISMATCH),
    SV_14_A_SIGNATURE_IN_QUERY_AND_HEADER(
        error(
            "IncompleteSignatureException",
            "A request carries one signature, in a header or in the query")),
    SV_18_TWO_AUTHORIZATION_HEADERS(SV_14_A_SIGNATURE_IN_QUERY_AND_HEADER.answer);

    private final String answer;

    Attack(String answer) {
      this.answer = answer;
    }

    RequestDraft draft() {
      var draft = api.describe();
      var signing = api.signing();
      return switch (this) {
        case SV_02_A_WRONG_SECRET -> draft.sign(signing.with("0".repeat(40)));
        case SV_03_AN_UNKNOWN_KEY -> draft.sign(signing.as("AKIAUNKNOWNUNKNOWN22"));
        case SV_04_ANOTHER_BODY -> draft.sign(signing).body("{\"UserPoolId\":\"us-east-1_b\"}");
        case SV_05_ANOTHER_TARGET ->
            draft
                .sign(signing)
                .set("X-Amz-Target", "AWSCognitoIdentityProviderService.DeleteUserPool");
        case SV_05_A_TARGET_THAT_IS_NOT_SIGNED ->
            draft.sign(signing, List.of("host", "x-amz-date"));
        case SV_06_AN_AMZ_HEADER_THAT_IS_NOT_SIGNED ->
            draft.sign(signing).add("X-Amz-Meta", "value");
        case SV_07_A_HOST_THAT_IS_NOT_SIGNED ->
            draft.sign(signing, List.of("x-amz-date", "x-amz-target"));
        case SV_08_A_SIGNED_HEADER_THAT_IS_ABSENT ->
            draft.sign(signing, List.of("host", "x-absent", "x-amz-date", "x-amz-target"));
        case SV_12_ANOTHER_SERVICE -> draft.sign(signing.service("s3"));
        case SV_13_AN_UNSIGNED_PAYLOAD ->
            draft.add("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD").sign(signing);
        case SV_13_A_STREAMED_PAYLOAD ->
            draft
                .add("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                .add("Content-Encoding", "aws-chunked")
                .sign(signing);
        case SV_14_A_SIGNATURE_IN_QUERY_AND_HEADER -> draft.sign(signing).presign(signing, "900");
        case SV_18_TWO_AUTHORIZATION_HEADERS ->
            draft.sign(signing).add("Authorization", signed().first("Authorization"));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void sv_02_to_sv_18_a_request_altered_in_one_place_is_refused(Attack attack) {
    assertThat(api.answer(attack.draft())).isEqualTo(attack.answer);
    assertThat("200 " + api.described()).as("nothing was changed").isEqualTo(good);
  }

  @Test
  void sv_09_refuses_a_date_six_minutes_off_and_accepts_four() {
    var now = api.server.clock().instant();
    for (var minutes : List.of(-6, 6)) {
      var draft = api.describe().sign(api.signing().at(now.plus(Duration.ofMinutes(minutes))));
      assertThat(api.answer(draft))
          .startsWith("400 {\"__type\":\"InvalidSignatureException\",\"message\":\"Signature ");
    }
    for (var minutes : List.of(-4, 4)) {
      var draft = api.describe().sign(api.signing().at(now.plus(Duration.ofMinutes(minutes))));
      assertThat(api.answer(draft)).isEqualTo(good);
    }
  }

  @Test
  void sv_10_refuses_a_scope_of_another_day() {
    var yesterday = api.signing().at(api.server.clock().instant().minus(Duration.ofDays(1)));
    var draft = api.describe().add("X-Amz-Date", signed().first("X-Amz-Date"));
    assertThat(
            api.answer(
                draft.sign(
                    yesterday, List.of("content-type", "host", "x-amz-date", "x-amz-target"))))
        .isEqualTo(
            error(
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                    + " from HTTP"));
  }

  @Test
  void sv_11_refuses_a_region_that_is_not_configured() {
    assertThat(api.answer(api.describe().sign(api.signing().in("ap-south-1"))))
        .isEqualTo(
            error(
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, one of [us-east-1, eu-west-1]"
                    + " (setting regions)."));
    assertThat(api.answer(api.describe().sign(api.signing().in("eu-west-1"))))
        .as("another configured Region, where there is no such pool")
        .isEqualTo(
            error("ResourceNotFoundException", "User pool " + api.pool + " does not exist."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"604801", "0", "-1", ""})
  void sv_15_refuses_a_presigned_expiry_out_of_range(String expires) {
    assertThat(api.answer(api.describe().presign(api.signing(), expires)))
        .isEqualTo(
            error("IncompleteSignatureException", "X-Amz-Expires must be 1 to 604800 seconds"));
    assertThat(api.answer(api.describe().presign(api.signing(), "60"))).isEqualTo(good);
  }

  @Test
  void sv_15_refuses_a_presigned_request_past_its_expiry() {
    var before = api.signing().at(api.server.clock().instant().minusSeconds(61));
    assertThat(api.answer(api.describe().presign(before, "60")))
        .startsWith(
            "400 {\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: ");
    assertThat(api.answer(api.describe().presign(before, "62"))).isEqualTo(good);
  }

  @Test
  void sv_17_refuses_a_signature_that_is_cut_longer_in_upper_case_or_twice() {
    assertThat(authorization(header -> header.substring(0, header.length() - 1)))
        .isEqualTo(MISMATCH);
    assertThat(authorization(header -> header.replace("Signature=", "Signature=0")))
        .isEqualTo(MISMATCH);
    assertThat(
            authorization(header -> {
              var start = header.indexOf("Signature=") + "Signature=".length();
              return header.substring(0, start) + header.substring(start).toUpperCase(Locale.ROOT);
            }))
        .isEqualTo(MISMATCH);
    var twice =
        error(
            "IncompleteSignatureException",
            "The Authorization header must have Credential, SignedHeaders, Signature");
    assertThat(authorization(header -> header + ", Signature=" + "0".repeat(64))).isEqualTo(twice);
    assertThat(authorization(UnaryOperator.identity())).isEqualTo(good);
  }

  @Test
  void sv_17_a_blank_at_the_end_of_the_header_line_is_no_part_of_the_signature() {
    // RFC 9110 §5.5: the blanks around a value are not the value's; nobody sees them.
    assertThat(authorization(header -> header + " ")).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096})
  void sv_20_of_a_chunked_body_the_bytes_without_the_chunks_are_verified(int size) {
    var draft = signed();
    var chunked = "Transfer-Encoding: chunked";
    assertThat(statusAndBody(draft, chunked, WireApi.chunked(draft.body, size))).isEqualTo(good);
    var altered = new String(draft.body, UTF_8).replace("us-east-1_", "us-east-1_0");
    assertThat(statusAndBody(draft, chunked, WireApi.chunked(altered.getBytes(UTF_8), size)))
        .isEqualTo(MISMATCH);
    var framed = api.describe();
    framed.body = WireApi.chunked(framed.body, size);
    assertThat(statusAndBody(framed.sign(api.signing()), chunked, framed.body))
        .as("signed with the chunks")
        .isEqualTo(MISMATCH);
  }

  @Test
  void sv_20_a_compressed_body_is_no_json_and_never_unpacked() throws IOException {
    var draft = api.describe().add("Content-Encoding", "gzip");
    var plain = draft.body;
    draft.body = gzip(plain);
    assertThat(api.answer(draft.sign(api.signing())))
        .isEqualTo(error("SerializationException", "The text is not UTF-8"));
    var signedPlain = api.describe().add("Content-Encoding", "gzip").sign(api.signing());
    signedPlain.body = gzip(plain);
    assertThat(api.answer(signedPlain)).as("signed before packing").isEqualTo(MISMATCH);
    assertThat(statusAndBody(draft, "Transfer-Encoding: gzip, chunked", draft.body))
        .as("a transfer coding that is not offered")
        .matches("(?s)(400|501) .*");
  }

  @Test
  void sv_20_a_body_sent_after_100_continue_is_verified() {
    assertThat(continued(signed(), signed().body)).isEqualTo(good);
    var other = "{\"UserPoolId\":\"us-east-1_b\"}".getBytes(UTF_8);
    assertThat(continued(signed(), other)).isEqualTo(MISMATCH);
  }

  private static String continued(RequestDraft draft, byte[] body) {
    try (var connection = new RawConnection(api.server)) {
      connection.send(api.head(draft, "Expect: 100-continue", "Content-Length: " + body.length));
      assertThat(connection.until("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      return WireApi.statusAndBody(connection.send(body).rest());
    }
  }

  private static String statusAndBody(RequestDraft draft, String framing, byte[] body) {
    return WireApi.statusAndBody(api.send(draft, framing, body));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    return compressed.toByteArray();
  }
}
