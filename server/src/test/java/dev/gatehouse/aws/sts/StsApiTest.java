package dev.gatehouse.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.AwsFixture;
import dev.gatehouse.aws.RequestDraft;
import dev.gatehouse.http.Response;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// STS GetCallerIdentity and the errors of the query protocol, whole answers compared.
class StsApiTest {
  private static final String CALL = "Action=GetCallerIdentity&Version=2011-06-15";

  @TempDir Path folder;
  private Store store;
  private AwsFixture aws;
  private StsApi sts;

  @BeforeEach
  void setUp() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    aws = new AwsFixture(store, false, List.of());
    sts = new StsApi(aws.authenticator(), aws.env());
  }

  @AfterEach
  void tearDown() {
    store.close();
  }

  private static RequestDraft form(String body) {
    return new RequestDraft()
        .body(body)
        .add("Host", "localhost:9229")
        .add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  }

  private Response send(RequestDraft draft) {
    return sts.handle(draft.build());
  }

  private static String text(Response response) {
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String id(Response response) {
    return response.headers().first("x-amzn-RequestId").orElseThrow();
  }

  private static String error(String code, String message, String requestId) {
    return """
    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <Error>
        <Type>Sender</Type>
        <Code>%s</Code>
        <Message>%s</Message>
      </Error>
      <RequestId>%s</RequestId>
    </ErrorResponse>
    """
        .formatted(code, message, requestId);
  }

  @Test
  void says_who_signed() {
    var response = send(form(CALL).sign(aws.signing().service("sts")));
    assertThat(response.headers().first("Content-Type")).contains("text/xml");
    assertThat(text(response))
        .isEqualTo(
            """
            200 <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult>
                <Arn>arn:aws:iam::000000000000:user/admin</Arn>
                <UserId>%s</UserId>
                <Account>000000000000</Account>
              </GetCallerIdentityResult>
              <ResponseMetadata>
                <RequestId>%s</RequestId>
              </ResponseMetadata>
            </GetCallerIdentityResponse>
            """
                .formatted(aws.signing().id(), id(response)));
  }

  @Test
  void refuses_every_other_action_and_version_by_name() {
    for (var call : List.of("Action=AssumeRole&Version=2011-06-15", "Action=<b>", "%zz", "")) {
      var response = send(form(call).sign(aws.signing().service("sts")));
      assertThat(text(response)).startsWith("400 ").contains("<Code>InvalidAction</Code>");
      assertThat(text(response)).doesNotContain("<b>");
    }
    var response =
        send(form("Action=GetCallerIdentity&Version=1").sign(aws.signing().service("sts")));
    assertThat(text(response))
        .isEqualTo(
            "400 "
                + error(
                    "InvalidAction",
                    "Could not find operation GetCallerIdentity for version 1",
                    id(response)));
  }

  @Test
  void refuses_what_is_not_signed_for_it() {
    var unsigned = send(form(CALL));
    assertThat(text(unsigned))
        .isEqualTo(
            "403 "
                + error(
                    "MissingAuthenticationToken", "Missing Authentication Token", id(unsigned)));
    var foreign = send(form(CALL).sign(aws.signing()));
    assertThat(text(foreign))
        .isEqualTo(
            "403 "
                + error(
                    "SignatureDoesNotMatch",
                    "Credential should be scoped to correct service: 'sts'.",
                    id(foreign)));
    var stranger = send(form(CALL).sign(aws.signing().service("sts").as("AKIAUNKNOWNUNKNOWN22")));
    assertThat(text(stranger))
        .isEqualTo(
            "403 "
                + error(
                    "InvalidClientTokenId",
                    "The security token included in the request is invalid.",
                    id(stranger)));
  }
}
