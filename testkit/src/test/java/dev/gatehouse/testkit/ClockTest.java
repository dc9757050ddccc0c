package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// Everything goes by the clock that the test moves.
class ClockTest {
  private static final Instant START = Instant.parse("2030-05-06T07:08:09.123Z");

  @RegisterExtension
  private final GatehouseExtension gatehouse =
      GatehouseExtension.create(GatehouseOptions.defaults().startingAt(START));

  @Test
  void a_token_expires_when_the_clock_says_so(
      CognitoIdentityProviderClient cognito, MovableClock clock) {
    var site = MachineSite.on(cognito);
    var token = gatehouse.token(site.clientId(), site.secret());
    var verifier = new ResourceServer(gatehouse.keySet(site.poolId()), clock);
    var claims = verifier.accept(token).orElseThrow();
    assertThat(claims.getIssueTime()).isEqualTo("2030-05-06T07:08:09.000");
    clock.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(verifier.accept(token)).isPresent();
    clock.advance(Duration.ofSeconds(2));
    assertThat(verifier.accept(token)).isEmpty();
    assertThat(verifier.accept(gatehouse.token(site.clientId(), site.secret()))).isPresent();
  }

  @Test
  void signed_calls_work_after_jumps_of_any_size(
      CognitoIdentityProviderClient cognito, MovableClock clock) {
    var site = MachineSite.on(cognito);
    for (var to : new Instant[] {START.plus(Duration.ofDays(9)), START.minusSeconds(1), START}) {
      clock.setTo(to);
      var pool = cognito.describeUserPool(r -> r.userPoolId(site.poolId())).userPool();
      assertThat(pool.creationDate()).isEqualTo(START);
      assertThat(gatehouse.token(site.clientId(), site.secret()).accessToken()).isNotEmpty();
    }
    clock.advance(Duration.ofDays(365 * 50));
    var late = cognito.createUserPool(r -> r.poolName("late")).userPool();
    assertThat(late.creationDate()).isEqualTo(START.plus(Duration.ofDays(365 * 50)));
  }

  @Test
  void temporary_keys_end(CognitoIdentityProviderClient cognito, MovableClock clock) {
    var made =
        extension("CreateTemporaryCredentials", "{\"DurationSeconds\":900}")
            .object("Credentials")
            .orElseThrow();
    var credentials =
        AwsSessionCredentials.create(
            made.string("AccessKeyId").orElseThrow(),
            made.string("SecretAccessKey").orElseThrow(),
            made.string("SessionToken").orElseThrow());
    try (var client =
        gatehouse
            .running()
            .cognitoBuilder()
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      assertThat(client.listUserPools(r -> r.maxResults(1)).userPools()).isEmpty();
      clock.advance(Duration.ofSeconds(901));
      assertThatThrownBy(() -> client.listUserPools(r -> r.maxResults(1)))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("ExpiredTokenException"));
      assertThat(cognito.listUserPools(r -> r.maxResults(1)).userPools()).isEmpty();
    }
  }

  @Test
  void a_new_key_signs_when_its_time_has_come(
      CognitoIdentityProviderClient cognito, MovableClock clock) {
    var site = MachineSite.on(cognito);
    var before = ResourceServer.keyId(gatehouse.token(site.clientId(), site.secret()));
    extension("RotateSigningKeys", "{\"UserPoolId\":\"" + site.poolId() + "\"}");
    assertThat(ResourceServer.keyId(gatehouse.token(site.clientId(), site.secret())))
        .isEqualTo(before);
    clock.advance(Duration.ofMinutes(16));
    var token = gatehouse.token(site.clientId(), site.secret());
    assertThat(ResourceServer.keyId(token)).isNotEqualTo(before);
    assertThat(new ResourceServer(gatehouse.keySet(site.poolId()), clock).accept(token))
        .isPresent();
  }

  /// A signed call of the extension API.
  private JsonObject extension(String operation, String body) {
    var engine = gatehouse.running();
    var key = engine.administrator();
    var signer =
        new RequestSigner(key.accessKeyId(), key.secretAccessKey(), "us-east-1", "gatehouse");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var target = "GatehouseService." + operation;
    var headers =
        new LinkedHashMap<>(
            signer.sign(engine.address().resolve("/"), target, bytes, engine.clock().instant()));
    var answer = engine.send("POST", "/", headers, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Json.parseObject(answer.body());
  }

  @Test
  void it_is_a_clock_for_the_code_under_test_as_well(MovableClock clock) {
    var there = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(Duration.ofDays(1));
    assertThat(there.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(clock.millis()).isEqualTo(there.millis());
  }
}
