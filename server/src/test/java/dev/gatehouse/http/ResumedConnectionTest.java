package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// After its answer a connection goes on where it was read: no other thread wakes up for it.
class ResumedConnectionTest {
  private static final int REQUESTS = 400;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  private static final InlineHandler WORK =
      new InlineHandler() {
        @Override
        public Optional<Response> tryHandle(Request request) {
          return Optional.of(Response.of(200, "text/plain", "done"));
        }

        @Override
        public Response handle(Request request) {
          throw new AssertionError("it was not inline");
        }
      };

  private final HttpServer server =
      HttpServer.start(
          new HttpServer.Listener(Port.take("127.0.0.1", 0), TrustedProxies.NONE),
          Limits.DEFAULT,
          new Router(List.of(new Route("/work", 0, WORK)), List.of(), List.of(), _ -> true),
          new Env(InstantSource.system(), new Random(1)),
          AccessLog.NONE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void no_thread_wakes_up_to_find_that_no_request_has_come() {
    try (var wire = Wire.to(server)) {
      wire.send("GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n").until("done");
      var before = waits();
      for (int i = 0; i < REQUESTS; i++) {
        wire.send("GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n").until("done");
      }
      // A thread that looks for work of another kind may wait now and then.
      assertThat(waits() - before).isLessThan(REQUESTS / 4);
    }
  }

  @Test
  void what_came_with_the_first_request_is_answered_in_its_order() {
    try (var wire = Wire.to(server)) {
      var one = "GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n";
      var last = "GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      wire.send(one.repeat(20) + "GET /lost HTTP/1.1\r\nHost: localhost\r\n\r\n" + last);
      var statuses = STATUS.matcher(wire.rest()).results().map(found -> found.group(1)).toList();
      assertThat(statuses).hasSize(22).last().isEqualTo("200");
      assertThat(statuses.subList(0, 20)).containsOnly("200");
      assertThat(statuses.get(20)).isEqualTo("404");
    }
  }

  /// How often the threads of a server waited for another thread; selectors wait for the network.
  private static long waits() {
    var threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith("gatehouse-http"))
        .mapToLong(thread -> thread.getWaitedCount())
        .sum();
  }
}
