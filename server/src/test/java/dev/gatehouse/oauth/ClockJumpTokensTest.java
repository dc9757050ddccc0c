package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// RL-17, RL-19: machine tokens and throttles of a server whose clock jumps.
class ClockJumpTokensTest {
  private static final long TTL = 3_600;

  private TestServer server;
  private MachineSite site;
  private Client client;

  @BeforeEach
  void start() {
    server = TestServer.steady();
    site = MachineSite.make(server, "lobster1234");
    client = site.machine("get");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// When it was issued; its lifetime is right.
  private long issued() {
    var claims = site.token(client, "").claims();
    var issued = claims.number("iat").orElseThrow().longValueExact();
    assertThat(claims.number("exp").orElseThrow().longValueExact()).isEqualTo(issued + TTL);
    assertThat(claims.number("auth_time").orElseThrow().longValueExact()).isEqualTo(issued);
    return issued;
  }

  @Test
  void rl_17_a_later_token_is_never_issued_earlier() {
    var first = issued();
    assertThat(first).isEqualTo(server.clock().instant().getEpochSecond());
    server.advance(Duration.ofHours(1));
    var second = issued();
    assertThat(second).isEqualTo(first + 3_600);
    server.advance(Duration.ofHours(-1));
    assertThat(issued()).isEqualTo(second);
    server.advance(Duration.ofDays(1));
    assertThat(issued()).isEqualTo(first + 86_400);
  }

  @Test
  void rl_17_a_guesser_gets_no_new_tries_when_the_clock_goes_back() {
    var wrong = new Client(client.id(), "0".repeat(52));
    for (int i = 0; i < 20; i++) {
      assertThat(site.answer(wrong, "")).isEqualTo("400 {\"error\":\"invalid_client\"}");
    }
    assertThat(site.answer(wrong, "")).isEqualTo("429 ");
    server.advance(Duration.ofHours(-1));
    assertThat(site.answer(wrong, "")).isEqualTo("429 ");
    server.advance(Duration.ofHours(1).plusSeconds(60));
    assertThat(site.answer(client, "")).startsWith("200 ");
  }

  @Test
  void rl_19_tokens_are_right_in_every_year() {
    for (var text :
        List.of(
            "2026-03-29T00:59:59Z", // Clocks of Europe are put forward.
            "2028-02-28T23:30:00Z",
            "2038-01-19T02:30:00Z",
            "2038-01-19T03:14:07Z",
            "2038-01-19T03:14:08Z",
            "2099-12-31T23:30:00Z",
            "2100-02-28T23:30:00Z")) {
      server.clock().set(Instant.parse(text));
      assertThat(issued()).as(text).isEqualTo(Instant.parse(text).getEpochSecond());
    }
  }
}
