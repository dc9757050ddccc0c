package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// RL-17: the clock of the machine jumps, and what it means for signatures and temporary keys.
class ClockJumpWireTest {
  private WireApi api;
  private String good;

  @BeforeEach
  void start() {
    api = new WireApi(TestServer.steady());
    good = "200 " + api.described();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject temporary() {
    return api.server
        .extension("CreateTemporaryCredentials", "{\"DurationSeconds\":900}")
        .object("Credentials")
        .orElseThrow();
  }

  private String ask(JsonObject key) {
    var signing =
        new Signing(
            key.string("AccessKeyId").orElseThrow(),
            key.string("SecretAccessKey").orElseThrow(),
            api.server.clock().instant(),
            TestServer.REGION,
            "cognito-idp");
    var token = key.string("SessionToken").orElseThrow();
    return api.answer(api.describe().add("X-Amz-Security-Token", token).sign(signing));
  }

  @Test
  void rl_17_what_has_expired_does_not_revive_when_the_clock_goes_back() {
    var old = temporary();
    assertThat(ask(old)).isEqualTo(good);
    api.server.clock().advance(Duration.ofMinutes(16));
    assertThat(ask(old)).contains("ExpiredTokenException");

    api.server.clock().advance(Duration.ofHours(-1));

    assertThat(ask(old)).contains("ExpiredTokenException");
    assertThat(ask(temporary())).as("a new one").isEqualTo(good);
    assertThat("200 " + api.described()).isEqualTo(good);
  }

  @Test
  void rl_17_signatures_of_now_are_good_after_every_jump() {
    for (var jump :
        new Duration[] {Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(-1)}) {
      api.server.advance(jump);
      assertThat("200 " + api.described()).as("after " + jump).isEqualTo(good);
      assertThat(ask(temporary())).as("after " + jump).isEqualTo(good);
    }
  }

  @Test
  void rl_19_temporary_keys_live_as_long_in_2038_and_2100() {
    for (var end : new String[] {"2038-01-19T03:14:00Z", "2099-12-31T23:59:00Z"}) {
      api.server.clock().set(Instant.parse(end));
      var key = temporary();
      api.server.clock().advance(Duration.ofMinutes(14));
      assertThat(ask(key)).isEqualTo(good);
      api.server.clock().advance(Duration.ofMinutes(2));
      assertThat(ask(key)).contains("ExpiredTokenException");
    }
  }
}
