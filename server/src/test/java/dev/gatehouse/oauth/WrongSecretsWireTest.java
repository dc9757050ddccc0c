package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a real server does about one that tries secrets, behind a proxy that says who asks (TE-24);
/// and what it writes into its log of what was sent (TE-29).
class WrongSecretsWireTest {
  private static final String INVALID_CLIENT = "400 {\"error\":\"invalid_client\"}";

  private TestServer server;
  private MachineSite site;

  @BeforeEach
  void start() {
    server = TestServer.strict("http.trusted-proxies=127.0.0.0/8");
    site = MachineSite.make(server, "lobster1234");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestServer.Answer from(String address, Client client) {
    return site.ask(client, "", "X-Forwarded-For", address);
  }

  @Test
  void te_24_of_a_thousand_wrong_secrets_of_one_address_twenty_are_answered() {
    var client = site.machine("get");
    var wrong = new Client(client.id(), "0".repeat(52));
    for (int i = 0; i < 1_000; i++) {
      var answer = from("192.0.2.1", wrong);
      assertThat(MachineSite.text(answer)).isEqualTo(i < 20 ? INVALID_CLIENT : "429 ");
    }
    var refused = from("192.0.2.1", client);
    assertThat(MachineSite.text(refused)).as("the right one neither").isEqualTo("429 ");
    assertThat(refused.header("Retry-After")).contains("60");
    assertThat(from("192.0.2.2", client).status()).as("another address").isEqualTo(200);
    assertThat(from("192.0.2.1", site.machine("get")).status()).as("another client").isEqualTo(200);
    server.advance(Duration.ofSeconds(60));
    assertThat(from("192.0.2.1", client).status()).as("a minute later").isEqualTo(200);
  }

  @Test
  void in_07_te_29_no_level_of_the_log_says_what_a_token_request_says() {
    var client = site.machine("get");
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var ours = (Logger) LoggerFactory.getLogger("dev.gatehouse");
    var before = ours.getLevel();
    var events = new ListAppender<ILoggingEvent>();
    events.setContext(root.getLoggerContext());
    events.start();
    root.addAppender(events);
    ours.setLevel(Level.TRACE);
    try {
      ours.info("the log is read");
      for (var metadata :
          List.of("%7B%22a%22%3A%22canary%22%7D", "canary", "canary".repeat(20_000))) {
        site.ask(client, "&aws_client_metadata=" + metadata);
        site.ask(new Client(client.id(), "canary"), "&scope=canary");
        site.ask(client, "&scope=canary&client_assertion=canary");
      }
    } finally {
      ours.setLevel(before);
      root.detachAppender(events);
    }
    assertThat(LogLines.lines(events))
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("the log is read")
        .noneMatch(line -> line.contains("canary") || line.contains(client.secret()));
  }
}
