package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL: a session is one everywhere, and ends everywhere within a second
/// (UI-06).
class SessionsOfTwoNodesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String PASSWORD = "correct horse battery";
  private static final String TARGET = "GatehouseService.ListAdministrators";

  private static TestServer one;
  private static TestServer other;
  private Browser page;

  @BeforeAll
  static void start() {
    var url = "database.url=" + TestDatabases.migratedUrl();
    var stepUp = "console.step-up=10m";
    one = TestServer.strict(url, stepUp);
    other = one.anotherNode(url, stepUp);
    Browser.setUp(one, "Ada", PASSWORD);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  @BeforeEach
  void signIn() {
    page = Browser.signIn(one, "Ada", PASSWORD);
    other.advance(SECOND);
    assertThat(statusAt(other)).isEqualTo(200);
    assertThat(statusAt(one)).isEqualTo(200);
  }

  private int statusAt(TestServer node) {
    return page.call(node, TARGET, "gatehouse", "{}").status();
  }

  @Test
  void ui_06_a_session_that_ended_on_one_node_signs_nothing_on_the_other() {
    var cookie = page.cookie().orElseThrow();
    assertThat(page.delete("session").status()).isEqualTo(204);
    assertThat(statusAt(one)).isEqualTo(400);
    assertThat(Browser.at(other).withCookie(cookie).get("session").status()).isEqualTo(401);
    other.advance(SECOND);
    assertThat(statusAt(other)).isEqualTo(400);
  }

  @Test
  void ui_06_a_session_goes_on_at_the_other_node_and_ends_there() {
    var there = Browser.at(other).withCookie(page.cookie().orElseThrow());
    assertThat(there.get("session").status()).isEqualTo(200);
    assertThat(there.call(other, TARGET, "gatehouse", "{}").status()).isEqualTo(200);
    assertThat(there.delete("session").status()).isEqualTo(204);
    one.advance(SECOND);
    assertThat(statusAt(one)).isEqualTo(400);
    assertThat(page.get("session").status()).isEqualTo(401);
  }

  @Test
  void ui_07_a_second_proof_at_one_node_is_good_at_the_other_at_once() {
    var target = "GatehouseService.SetAccessKeyStatus";
    var body = "{\"AccessKeyId\":\"AKIAAAAAAAAAAAAAAAAA\",\"Status\":\"Inactive\"}";
    one.advance(Duration.ofMinutes(10));
    other.advance(Duration.ZERO);
    for (var node : new TestServer[] {one, other}) {
      assertThat(page.call(node, target, "gatehouse", body).body())
          .contains("GatehouseStepUpRequired");
    }
    assertThat(page.post("session", "{\"Password\":\"" + PASSWORD + "\"}").status()).isEqualTo(200);
    for (var node : new TestServer[] {other, one}) {
      assertThat(page.call(node, target, "gatehouse", body).body())
          .contains("ResourceNotFoundException");
    }
  }

  /// Both delete the oldest key; it is gone for the second.
  @Test
  void keys_that_are_renewed_at_once_at_their_limit_are_all_given() throws Exception {
    for (int n = 0; n < 20; n++) {
      assertThat(page.get("session").status()).isEqualTo(200);
    }
    var cookie = page.cookie().orElseThrow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        var renewals = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < 8; n++) {
          var there = Browser.at(n % 2 == 0 ? one : other).withCookie(cookie);
          renewals.add(() ->
              Patience.until(
                  "an answer", () -> there.get("session").status(), status -> status != 503));
        }
        for (var renewal : threads.invokeAll(renewals)) {
          assertThat(renewal.get()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void bf_05_wrong_passwords_are_counted_for_both() {
    for (int n = 0; n < 5; n++) {
      var node = n % 2 == 0 ? one : other;
      assertThat(Browser.at(node).post("session", Browser.password("Ada", "wrong")).status())
          .isEqualTo(401);
    }
    for (var node : new TestServer[] {one, other}) {
      assertThat(Browser.at(node).post("session", Browser.password("Ada", PASSWORD)).status())
          .isEqualTo(429);
    }
    one.advance(Duration.ofMinutes(20));
  }
}
