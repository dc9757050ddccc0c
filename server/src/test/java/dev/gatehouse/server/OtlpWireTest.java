package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The setting `otel.endpoint`: what a collector gets from a running server.
class OtlpWireTest {
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private volatile int answer = 200;
  private HttpServer collector;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/metrics",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posted.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private TestServer server() {
    return TestServer.strict(
        "otel.endpoint=http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics",
        "otel.interval=50ms");
  }

  @Test
  void a_collector_gets_what_is_counted_and_no_secret() throws InterruptedException {
    try (var server = server()) {
      server.cognito("ListUserPools", "{\"MaxResults\":1}");
      posted.clear(); // One that was under way may not have it.
      posted.poll(Patience.SECONDS, TimeUnit.SECONDS);

      assertThat(posted.poll(Patience.SECONDS, TimeUnit.SECONDS))
          .startsWith("application/x-protobuf ")
          .contains("service.name", "gatehouse_api_requests_total", "ListUserPools")
          .contains("gatehouse_store_duration_seconds", "gatehouse_ready")
          .doesNotContain(server.secretAccessKey());
    }
  }

  @Test
  void a_collector_that_refuses_is_asked_again_and_stops_nobody() throws InterruptedException {
    answer = 400;
    try (var server = server()) {
      assertThat(posted.poll(Patience.SECONDS, TimeUnit.SECONDS)).isNotNull();
      assertThat(posted.poll(Patience.SECONDS, TimeUnit.SECONDS)).isNotNull();
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid:4318", "127.0.0.1:1"})
  void rl_63_a_collector_that_no_name_leads_to_is_told_of_once_and_stops_nobody(String where) {
    try (var log = new LogLines();
        var server =
            TestServer.strict(
                "otel.endpoint=http://" + where + "/v1/metrics", "otel.interval=50ms")) {
      Patience.until(
          "it is told of",
          () -> {
            assertThat(server.get("/health/ready").status()).isEqualTo(200);
            return !log.with("background work export fails").isEmpty();
          });
      server.cognito("ListUserPools", "{\"MaxResults\":1}");
      assertThat(log.with("background work export fails")).hasSize(1);
    }
  }
}
