package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final ManualClock clock = ManualClock.atStart();
  private final Health health = new Health(new Freshness(clock, Duration.ofMinutes(10)), List.of());

  private Response get(String method, String path) {
    return get(health, method, path);
  }

  private static Response get(Health health, String method, String path) {
    var request =
        new Request(
            method, path, Optional.empty(), Headers.NONE, new byte[0], "127.0.0.1", "h", Map.of());
    return health.routes().stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .orElseThrow()
        .handler()
        .handle(request);
  }

  private String ready() {
    var answer = get("GET", "/health/ready");
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_fresh_node_is_ready() {
    assertThat(ready()).isEqualTo("200 {\"status\":\"ready\"}");
  }

  @Test
  void rl_07_a_database_that_may_lose_changes_is_a_warning() {
    var risky =
        new Health(
            new Freshness(clock, Duration.ofMinutes(10)), List.of("fsync is off", "and more"));
    assertThat(new String(get(risky, "GET", "/health/ready").body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"status\":\"ready\",\"warnings\":[\"fsync is off\",\"and more\"]}");
  }

  @Test
  void a_node_that_drains_is_alive_and_not_ready() {
    health.drain();
    assertThat(ready()).isEqualTo("503 {\"status\":\"draining\"}");
    assertThat(get("GET", "/health/live").status()).isEqualTo(200);
  }

  @Test
  void a_node_that_cannot_reach_its_database_says_so() {
    health.database(Optional.of("the database cannot be reached"));
    assertThat(ready()).isEqualTo("503 {\"status\":\"the database cannot be reached\"}");
    health.database(Optional.empty());
    assertThat(ready()).startsWith("200");
  }

  @Test
  void rl_35_a_node_that_has_not_read_the_feed_for_more_than_a_second_is_not_ready() {
    clock.advance(Duration.ofSeconds(1));
    assertThat(ready()).startsWith("200");
    clock.advance(Duration.ofMillis(1));
    assertThat(ready()).startsWith("503");
  }

  @Test
  void rl_52_the_only_node_of_a_database_is_ready_however_late_it_polls() {
    var alone = new Health(Freshness.ofOnlyNode(clock), List.of());
    clock.advance(Duration.ofHours(1));
    assertThat(get(alone, "GET", "/health/ready").status()).isEqualTo(200);
  }

  @Test
  void other_methods_are_refused() {
    assertThat(get("POST", "/health/live").status()).isEqualTo(405);
  }
}
