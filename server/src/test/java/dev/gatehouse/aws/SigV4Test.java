package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.MISMATCH;
import static dev.gatehouse.aws.AwsFixture.OK;
import static dev.gatehouse.aws.AwsFixture.POOL;
import static dev.gatehouse.aws.AwsFixture.UNRECOGNIZED;
import static dev.gatehouse.aws.AwsFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Security checks SV-01 to SV-21 in strict mode: each request is refused with its whole answer
/// compared, and no operation has run.
class SigV4Test {
  private static final String OTHER_SECRET = "0123456789012345678901234567890123456789";

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
    aws = new AwsFixture(store, false, List.of());
  }

  private static RequestDraft describe() {
    return RequestDraft.userPools("DescribeUserPool", POOL);
  }

  private void refuses(RequestDraft draft, String answer) {
    assertThat(aws.answer(draft)).isEqualTo(answer);
    assertThat(aws.calls).isEmpty();
  }

  private static String incomplete(String message) {
    return error("IncompleteSignatureException", message);
  }

  @Test
  void accepts_a_signed_request() {
    assertThat(aws.answer(describe().sign(aws.signing()))).isEqualTo("200 " + OK);
    assertThat(aws.calls).containsExactly("us-east-1_a1B2c3D4e us-east-1");
  }

  @Test
  void accepts_a_presigned_request() {
    var draft = describe().presign(aws.signing(), "900");
    aws.clock.advance(Duration.ofSeconds(899));
    assertThat(aws.answer(draft)).isEqualTo("200 " + OK);
  }

  @Test
  void the_region_of_the_scope_is_the_region_of_the_call() {
    assertThat(aws.answer(describe().sign(aws.signing().in("eu-west-1")))).isEqualTo("200 " + OK);
    assertThat(aws.calls).containsExactly("us-east-1_a1B2c3D4e eu-west-1");
  }

  @Test
  void sv_01_every_signed_operation_refuses_a_call_without_authorization() {
    var model = ApiModel.shared();
    int signed = 0;
    for (var service : ApiService.values()) {
      for (var name : model.names(service)) {
        if (model.find(service, name).orElseThrow().signed()) {
          signed++;
          refuses(
              RequestDraft.of(service.targetPrefix() + "." + name, POOL),
              error("MissingAuthenticationTokenException", "Missing Authentication Token"));
        }
      }
    }
    assertThat(signed).isGreaterThan(110);
  }

  @Test
  void sv_02_refuses_the_right_key_with_a_wrong_secret() {
    refuses(describe().sign(aws.signing().with(OTHER_SECRET)), MISMATCH);
  }

  @Test
  void sv_03_refuses_an_unknown_key_after_the_same_checks() {
    refuses(describe().sign(aws.signing().as("AKIAUNKNOWNUNKNOWN22")), UNRECOGNIZED);
    // A request that a known key would be refused for first is refused alike for an unknown one.
    var late = aws.signing().as("AKIAUNKNOWNUNKNOWN22").at(ManualClock.START.minusSeconds(360));
    assertThat(aws.answer(describe().sign(late))).contains("Signature expired");
    var uncovered =
        describe().sign(aws.signing().as("AKIAUNKNOWNUNKNOWN22"), List.of("x-amz-date"));
    refuses(uncovered, MISMATCH);
  }

  @Test
  void sv_04_refuses_a_body_altered_after_signing() {
    var draft = describe().sign(aws.signing());
    draft.body[draft.body.length - 3] ^= 1;
    refuses(draft, MISMATCH);
  }

  @Test
  void sv_05_refuses_another_operation_than_the_signed_one() {
    var draft = RequestDraft.userPools("ListUserPools", POOL).sign(aws.signing());
    draft.set("X-Amz-Target", "AWSCognitoIdentityProviderService.DescribeUserPool");
    refuses(draft, MISMATCH);
  }

  @Test
  void sv_05_refuses_a_target_that_is_not_signed() {
    refuses(
        describe().sign(aws.signing(), List.of("content-type", "host", "x-amz-date")), MISMATCH);
  }

  @Test
  void sv_06_refuses_an_amz_header_that_is_not_signed() {
    refuses(describe().sign(aws.signing()).add("X-Amz-Meta", "value"), MISMATCH);
    var presigned = describe().presign(aws.signing(), "900").add("x-AMZ-meta", "value");
    refuses(presigned, MISMATCH);
  }

  @Test
  void sv_06_ignores_headers_that_proxies_add() {
    var draft = describe().sign(aws.signing()).add("X-Amzn-Trace-Id", "Root=1").add("Via", "1.1 x");
    assertThat(aws.answer(draft)).isEqualTo("200 " + OK);
  }

  @Test
  void sv_07_refuses_a_signature_without_host() {
    refuses(
        describe().sign(aws.signing(), List.of("content-type", "x-amz-date", "x-amz-target")),
        MISMATCH);
  }

  @Test
  void sv_07_refuses_another_host_than_the_signed_one() {
    refuses(describe().sign(aws.signing()).set("Host", "evil.example"), MISMATCH);
  }

  @Test
  void sv_07_takes_the_authority_for_the_host_as_in_http_2() {
    var draft = describe().sign(aws.signing()).remove("Host");
    assertThat(aws.answer(draft)).isEqualTo("200 " + OK);
    var other = describe().set("Host", "evil.example").sign(aws.signing()).remove("Host");
    aws.calls.clear();
    refuses(other, MISMATCH);
  }

  @Test
  void sv_08_refuses_a_signed_header_that_is_absent() {
    refuses(
        describe().sign(aws.signing(), List.of("host", "x-absent", "x-amz-date", "x-amz-target")),
        MISMATCH);
  }

  @Test
  void sv_09_refuses_a_date_six_minutes_off_and_accepts_four() {
    var now = ManualClock.START;
    refuses(
        describe().sign(aws.signing().at(now.minusSeconds(360))),
        error(
            "InvalidSignatureException",
            "Signature expired: 20260102T025805Z is now earlier than 20260102T025905Z"
                + " (20260102T030405Z - 5 min.)"));
    refuses(
        describe().sign(aws.signing().at(now.plusSeconds(360))),
        error(
            "InvalidSignatureException",
            "Signature not yet current: 20260102T031005Z is still later than 20260102T030905Z"
                + " (20260102T030405Z + 5 min.)"));
    for (var seconds : List.of(-240, 240)) {
      var draft = describe().sign(aws.signing().at(now.plusSeconds(seconds)));
      assertThat(aws.answer(draft)).isEqualTo("200 " + OK);
    }
  }

  @Test
  void sv_09_refuses_a_time_that_is_none() {
    var draft =
        describe().add("X-Amz-Date", "20260102T996199Z").sign(aws.signing(), List.of("host"));
    refuses(draft, incomplete("X-Amz-Date is not a time"));
    refuses(
        describe().add("X-Amz-Date", "now").sign(aws.signing(), List.of("host")),
        incomplete("X-Amz-Date must be in ISO 8601 basic format, yyyymmddThhmmssZ"));
    refuses(
        describe().sign(aws.signing()).add("X-Amz-Date", "20260102T030405Z"),
        incomplete("The request must have one X-Amz-Date"));
    refuses(
        describe().sign(aws.signing()).remove("X-Amz-Date"),
        incomplete("The request must have one X-Amz-Date"));
  }

  @Test
  void sv_10_refuses_a_scope_of_another_day() {
    var yesterday = aws.signing().at(ManualClock.START.minus(Duration.ofDays(1)));
    var draft = describe().add("X-Amz-Date", "20260102T030405Z");
    refuses(
        draft.sign(yesterday, List.of("host", "x-amz-date", "x-amz-target")),
        error(
            "InvalidSignatureException",
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                + " HTTP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ap-south-1", "US-EAST-1", "", "us-east-1%20", "*"})
  void sv_11_refuses_a_region_that_is_not_configured(String region) {
    refuses(
        describe().sign(aws.signing().in(region)),
        error(
            "InvalidSignatureException",
            "Credential should be scoped to a valid region, one of [us-east-1, eu-west-1] (setting"
                + " regions)."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "sts", "cognito-identity", "gatehouse", "COGNITO-IDP", ""})
  void sv_12_refuses_the_scope_of_another_service(String service) {
    refuses(
        describe().sign(aws.signing().service(service)),
        error(
            "InvalidSignatureException",
            "Credential should be scoped to correct service: 'cognito-idp'."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void sv_13_refuses_a_payload_hash_that_is_not_the_body_s(String hash) {
    refuses(describe().add("X-Amz-Content-Sha256", hash).sign(aws.signing()), MISMATCH);
  }

  @Test
  void sv_13_accepts_the_hash_of_the_body() {
    var draft = describe();
    draft.add("X-Amz-Content-Sha256", Hmac.digest(draft.body)).sign(aws.signing());
    assertThat(aws.answer(draft)).isEqualTo("200 " + OK);
  }

  @Test
  void sv_14_refuses_credentials_in_query_and_header() {
    var expected = incomplete("A request carries one signature, in a header or in the query");
    var both = describe().sign(aws.signing());
    refuses(both.presign(aws.signing(), "900"), expected);
    var one = describe().sign(aws.signing());
    one.query = "X-Amz-Credential=x";
    refuses(one, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"604801", "0", "-1", "", "1e3", "99999999999999999999"})
  void sv_15_refuses_a_presigned_expiry_out_of_range(String expires) {
    refuses(
        describe().presign(aws.signing(), expires),
        incomplete("X-Amz-Expires must be 1 to 604800 seconds"));
  }

  @Test
  void sv_15_refuses_a_presigned_request_past_its_expiry() {
    var draft = describe().presign(aws.signing(), "60");
    aws.clock.advance(Duration.ofSeconds(61));
    refuses(
        draft,
        error(
            "InvalidSignatureException",
            "Signature expired: 20260102T030405Z and 60 seconds are now earlier than"
                + " 20260102T030506Z"));
  }

  @Test
  void sv_15_refuses_a_presigned_request_with_a_parameter_altered_or_twice() {
    var altered = describe().presign(aws.signing(), "60");
    altered.query = altered.query.replace("Expires=60", "Expires=600");
    refuses(altered, MISMATCH);
    var twice = describe().presign(aws.signing(), "60");
    twice.query += "&X-Amz-Expires=600";
    refuses(twice, incomplete("The request must have one X-Amz-Expires"));
    var more = describe().presign(aws.signing(), "60");
    more.query += "&more=1";
    refuses(more, MISMATCH);
  }

  @Test
  void sv_16_a_replay_within_five_minutes_is_answered_like_the_first_and_refused_later() {
    var draft = describe().sign(aws.signing());
    assertThat(aws.answer(draft)).isEqualTo(aws.answer(draft)).isEqualTo("200 " + OK);
    aws.clock.advance(Duration.ofMinutes(6));
    aws.calls.clear();
    assertThat(aws.answer(draft)).contains("Signature expired");
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void sv_17_refuses_a_signature_of_another_shape() {
    var signed = describe().sign(aws.signing()).first("Authorization");
    var start = signed.indexOf("Signature=") + "Signature=".length();
    var signature = signed.substring(start);
    for (var wrong :
        List.of(
            signature.substring(0, 63),
            signature.substring(1),
            signature + "0",
            signature + " ",
            " " + signature,
            signature.toUpperCase(Locale.ROOT),
            "",
            signature + "\u0000")) {
      var draft = describe().sign(aws.signing());
      refuses(draft.set("Authorization", signed.substring(0, start) + wrong), MISMATCH);
    }
  }

  @Test
  void sv_17_refuses_a_header_of_another_form() {
    var signed = describe().sign(aws.signing()).first("Authorization");
    var expected =
        incomplete("The Authorization header must have Credential, SignedHeaders, Signature");
    for (var wrong :
        List.of(
            signed + ", Signature=" + "0".repeat(64),
            signed + ",",
            signed + ", Extra=1",
            signed.replace("Credential=", "credential="),
            "AWS4-HMAC-SHA256 ",
            "AWS4-HMAC-SHA256 ,,,",
            "AWS4-HMAC-SHA256 =")) {
      refuses(describe().sign(aws.signing()).set("Authorization", wrong), expected);
    }
    for (var other : List.of("Basic YTpi", "Bearer x", "AWS4-HMAC-SHA256", "AWS AKIA:x", "")) {
      refuses(
          describe().sign(aws.signing()).set("Authorization", other),
          error("MissingAuthenticationTokenException", "Missing Authentication Token"));
    }
  }

  @Test
  void sv_17_refuses_signed_headers_out_of_order_or_in_upper_case() {
    for (var names :
        List.of(List.of("x-amz-date", "host"), List.of("Host"), List.of("host", "host"))) {
      refuses(
          describe().sign(aws.signing(), names),
          incomplete("SignedHeaders must be names in lower case, in ascending order"));
    }
  }

  @Test
  void sv_18_refuses_two_authorization_headers() {
    var draft = describe().sign(aws.signing());
    refuses(
        draft.add("Authorization", draft.first("Authorization")),
        incomplete("A request carries one signature, in a header or in the query"));
  }

  /// That the comparison takes the same time for each, the architecture test sees to.
  @Test
  void sv_19_every_digit_of_the_signature_counts() {
    var right = describe().sign(aws.signing()).first("Authorization");
    for (int i = right.indexOf("Signature=") + "Signature=".length(); i < right.length(); i++) {
      var digit = right.charAt(i) == '0' ? '1' : '0';
      var wrong = right.substring(0, i) + digit + right.substring(i + 1);
      refuses(describe().sign(aws.signing()).set("Authorization", wrong), MISMATCH);
    }
  }

  /// The same work but for the words of the answer: one HMAC too few would show.
  @Test
  void sv_03_an_unknown_key_takes_the_work_of_a_wrong_secret() {
    var one = describe().sign(aws.signing()).build();
    var bytes =
        Work.bytes(
            refusal(describe().sign(aws.signing().as("AKIAUNKNOWNUNKNOWN22"))),
            refusal(describe().sign(aws.signing().with(OTHER_SECRET))),
            () -> Hmac.digest(one.body()));
    assertThat(bytes[2]).isPositive();
    assertThat(Math.abs(bytes[0] - bytes[1])).isLessThan(2 * bytes[2]);
  }

  private Runnable refusal(RequestDraft draft) {
    var request = draft.build();
    return () -> assertThat(aws.dispatcher.handle(request).status()).isEqualTo(400);
  }

  @Test
  void sv_20_verifies_the_bytes_as_sent_whatever_their_encoding() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(describe().body);
    }
    var draft = describe().add("Content-Encoding", "gzip");
    draft.body = compressed.toByteArray();
    refuses(draft.sign(aws.signing()), error("SerializationException", "The text is not UTF-8"));
    var altered = describe().add("Content-Encoding", "gzip");
    altered.body = compressed.toByteArray();
    altered.sign(aws.signing());
    altered.body = describe().body;
    refuses(altered, MISMATCH);
  }

  @Test
  void sv_21_a_temporary_key_needs_its_own_session_token() {
    var temporary =
        aws.mint.temporary(
            aws.admin.row().id(), AccessPolicy.ADMINISTRATOR, Duration.ofMinutes(15));
    aws.add(temporary);
    var signing = aws.signing(temporary, aws.clock.instant());
    var token = temporary.sessionToken().orElseThrow();
    refuses(describe().sign(signing), UNRECOGNIZED);
    refuses(describe().add("X-Amz-Security-Token", token + "x").sign(signing), UNRECOGNIZED);
    refuses(describe().sign(signing).add("X-Amz-Security-Token", token), MISMATCH);
    var good = describe().add("X-Amz-Security-Token", token).sign(signing);
    assertThat(aws.answer(good)).isEqualTo("200 " + OK);
  }

  @Test
  void sv_21_a_temporary_key_ends_with_its_time_and_with_its_parent() {
    var parent = aws.mint.longLived("", AccessPolicy.ADMINISTRATOR);
    var temporary =
        aws.mint.temporary(parent.row().id(), AccessPolicy.ADMINISTRATOR, Duration.ofMinutes(15));
    aws.add(parent);
    aws.add(temporary);
    setEnabled(parent, false);
    refuses(withToken(temporary), UNRECOGNIZED);
    setEnabled(parent, true);
    assertThat(aws.answer(withToken(temporary))).isEqualTo("200 " + OK);
    aws.calls.clear();
    aws.clock.advance(Duration.ofMinutes(15));
    refuses(
        withToken(temporary),
        error("ExpiredTokenException", "The security token included in the request is expired"));
  }

  private void setEnabled(AccessKeyMint.Minted key, boolean enabled) {
    store.write(tx -> {
      tx.accessKeys().setEnabled(key.row().id(), enabled);
      return true;
    });
  }

  private RequestDraft withToken(AccessKeyMint.Minted key) {
    return describe()
        .add("X-Amz-Security-Token", key.sessionToken().orElseThrow())
        .sign(aws.signing(key, aws.clock.instant()));
  }

  @Test
  void sv_21_a_presigned_request_has_its_session_token_in_the_query() {
    var temporary =
        aws.mint.temporary(
            aws.admin.row().id(), AccessPolicy.ADMINISTRATOR, Duration.ofMinutes(15));
    aws.add(temporary);
    var signing = aws.signing(temporary, aws.clock.instant());
    refuses(describe().presign(signing, "900"), UNRECOGNIZED);
    var token = temporary.sessionToken().orElseThrow();
    assertThat(aws.answer(describe().presign(signing, "900", token))).isEqualTo("200 " + OK);
    aws.calls.clear();
    refuses(describe().presign(signing, "900", token + "x"), UNRECOGNIZED);
  }

  @Test
  void sv_21_a_lasting_key_comes_without_a_session_token() {
    refuses(describe().add("X-Amz-Security-Token", "x").sign(aws.signing()), UNRECOGNIZED);
  }

  @Test
  void sv_23_a_disabled_or_deleted_key_is_refused_at_once() {
    var key = aws.mint.longLived("", AccessPolicy.ADMINISTRATOR);
    aws.add(key);
    var signing = aws.signing(key, aws.clock.instant());
    assertThat(aws.answer(describe().sign(signing))).isEqualTo("200 " + OK);
    aws.calls.clear();
    setEnabled(key, false);
    refuses(describe().sign(signing), UNRECOGNIZED);
    setEnabled(key, true);
    assertThat(aws.answer(describe().sign(signing))).isEqualTo("200 " + OK);
    aws.calls.clear();
    store.write(tx -> {
      tx.accessKeys().delete(key.row().id());
      return true;
    });
    refuses(describe().sign(signing), UNRECOGNIZED);
  }
}
