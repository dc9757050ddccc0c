package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.delivery.Ways;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Letters;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gatehouse inbox` against a running server in dev mode.
class InboxCommandTest {
  private static final String URL = TestDatabases.migratedUrl();
  private static final CliRun NOTHING = new CliRun(3, "", "gatehouse: there is no message\n");

  // The commands sign with the real time, so the server's clock stands there.
  private static final ManualClock CLOCK = ManualClock.at(Instant.parse("2026-01-02T03:04:05Z"));

  private static @TempDir Path temp = Path.of("");
  private static TestServer server;
  private static Letters letters;
  private static Map<String, String> environment = Map.of();
  private static String pool = "";

  @BeforeAll
  static void open() {
    CLOCK.set(Instant.now());
    var data = temp.resolve("data");
    server = TestServer.start(data, CLOCK, List.of("dev=true", "database.url=" + URL));
    letters = new Letters(URL, data.resolve("master.key"), CLOCK, Ways.INBOX);
    environment = Map.of("GATEHOUSE_DATA", data.toString(), "GATEHOUSE_DATABASE_URL", URL);
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
  }

  @AfterAll
  static void close() {
    letters.close();
    server.close();
  }

  @BeforeEach
  void clear() {
    assertThat(run("inbox", "--clear").code()).isZero();
  }

  private static CliRun run(String... arguments) {
    return CliRun.of(environment, arguments);
  }

  private static void post(String to, String code) {
    letters.post(pool, MessageKind.SIGN_UP, DeliveryMedium.EMAIL, to, code);
  }

  @Test
  void the_newest_message_is_shown() {
    post("jane@example.com", "111111");
    post("Jane@Example.com", "222222");
    var time = Instant.ofEpochSecond(CLOCK.instant().getEpochSecond());

    assertThat(run("inbox"))
        .isEqualTo(
            new CliRun(
                0,
                """
                Time      %s
                Pool      %s
                Kind      SIGN_UP
                Medium    EMAIL
                To        Jane@Example.com
                Status    KEPT
                Subject   Your verification code
                Code      222222

                Your confirmation code is 222222
                """
                    .formatted(time, pool),
                ""));
    var json = Json.parseObject(run("inbox", "--output", "json").out());
    assertThat(json.string("Code")).contains("222222");
  }

  @Test
  void a_code_is_printed_alone_of_whom_it_was_sent_to() {
    post("jane@example.com", "111111");
    post("john@example.com", "222222");
    assertThat(run("inbox", "--code")).isEqualTo(new CliRun(0, "222222\n", ""));
    assertThat(run("inbox", "--code", "--to", "jane@EXAMPLE.com"))
        .isEqualTo(new CliRun(0, "111111\n", ""));
    assertThat(run("inbox", "--code", "--pool", pool).out()).isEqualTo("222222\n");
    assertThat(run("inbox", "--pool", "us-east-1_none").code()).isEqualTo(3);
    assertThat(run("inbox", "--to", "nobody@example.com")).isEqualTo(NOTHING);
  }

  @Test
  void where_there_is_one_nobody_waits_and_where_there_is_none_until_one_comes() {
    post("jane@example.com", "111111");
    assertThat(run("inbox", "--code", "--wait", "600").out()).isEqualTo("111111\n");

    var waiting =
        CompletableFuture.supplyAsync(
            () -> run("inbox", "--code", "--to", "john@example.com", "--wait", "60"));
    post("john@example.com", "222222");
    assertThat(waiting.join()).isEqualTo(new CliRun(0, "222222\n", ""));
    assertThat(run("inbox", "--to", "nobody@example.com", "--wait", "1")).isEqualTo(NOTHING);
  }

  /// Twenty a page.
  @Test
  void a_code_is_found_behind_many_messages_without_one() {
    post("jane@example.com", "111111");
    var ways = new Ways(false, Set.of(), Duration.ofDays(1));
    try (var deaf = new Letters(URL, temp.resolve("data/master.key"), CLOCK, ways)) {
      for (int i = 0; i < 61; i++) {
        deaf.post(pool, MessageKind.SIGN_IN, DeliveryMedium.SMS, "+12065550100", "333333");
      }
    }
    assertThat(run("inbox", "--code")).isEqualTo(new CliRun(0, "111111\n", ""));
  }

  @Test
  void messages_are_cleared() {
    post("jane@example.com", "111111");
    post("john@example.com", "222222");
    assertThat(run("inbox", "--clear", "--to", "jane@example.com"))
        .isEqualTo(new CliRun(0, "", "gatehouse: deleted 1 messages\n"));
    assertThat(run("inbox", "--code").out()).isEqualTo("222222\n");
    assertThat(run("inbox", "--clear", "--output", "json"))
        .isEqualTo(new CliRun(0, "{\n  \"Deleted\": 1\n}\n", ""));
    assertThat(run("inbox")).isEqualTo(NOTHING);
  }

  @Test
  void what_was_delivered_has_a_state_and_no_words() {
    var ways = new Ways(false, Set.of(), Duration.ofDays(1));
    try (var deaf = new Letters(URL, temp.resolve("data/master.key"), CLOCK, ways)) {
      deaf.post(pool, MessageKind.SIGN_IN, DeliveryMedium.SMS, "+12065550100", "333333");
    }
    assertThat(run("inbox").out())
        .endsWith(
            """
            Kind      SIGN_IN
            Medium    SMS
            To        +12065550100
            Status    FAILED
            Fault     this server has no way to deliver it

            (its words are not in the inbox)
            """);
    assertThat(run("inbox", "--code"))
        .isEqualTo(new CliRun(3, "", "gatehouse: there is no message with a code\n"));
  }

  /// What somebody is called or says must not move the cursor of whoever reads it.
  @Test
  void in_06_a_terminal_obeys_nothing_of_it() {
    post("jane@example.com", "\u001b[2J1\u0007\u009b2");
    assertThat(run("inbox").out())
        .contains("Code      \ufffd[2J1\ufffd\ufffd2")
        .doesNotContain("\u001b", "\u0007", "\u009b");
    assertThat(run("inbox", "--code").out()).isEqualTo("\ufffd[2J1\ufffd\ufffd2\n");
  }

  @Test
  void what_makes_no_sense_is_exit_code_2() {
    for (var wrong : List.of("x", "-1", "3601", "99999999999")) {
      assertThat(run("inbox", "--wait", wrong).code()).isEqualTo(2);
    }
    assertThat(run("inbox", "--clear", "--code").err())
        .startsWith("gatehouse: --clear goes with neither --code nor --wait\n");
  }
}
