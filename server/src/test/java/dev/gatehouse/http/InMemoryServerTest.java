package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.env.Env;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A request that no socket carries meets what every other one meets.
class InMemoryServerTest {
  private static final int BODY_MAX = 65_536;
  private static final Headers HOST = Headers.NONE.with("Host", "localhost");

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final InMemoryServer server =
      InMemoryServer.start(
          Limits.DEFAULT,
          new Router(
              List.of(
                  new Route("/echo", BODY_MAX, InMemoryServerTest::echo),
                  new Route("/empty", 0, _ -> Response.of(204)),
                  new Route("/slow", 0, this::slow),
                  new Route(
                      "/broken",
                      0,
                      _ -> {
                        throw new IllegalStateException("secret");
                      })),
              List.of(),
              List.of(),
              host -> host.equals("localhost")),
          new Env(InstantSource.system(), new SecureRandom()),
          AccessLog.NONE);

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  private static Response echo(Request request) {
    var seen =
        request.method()
            + " "
            + request.query().orElse("-")
            + " "
            + request.headers().all("X-Twice")
            + " "
            + request.peer()
            + " ";
    var answer = new ByteArrayOutputStream();
    answer.writeBytes(seen.getBytes(UTF_8));
    answer.writeBytes(request.body());
    var headers = Headers.NONE.with("Content-Type", "text/plain").with("X-A", "b");
    return new Response(200, headers, answer.toByteArray());
  }

  private Response slow(Request request) {
    entered.countDown();
    try {
      release.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return Response.of(200, "text/plain", "slow");
  }

  private Response send(String method, String target, byte[] body) {
    return server.exchange(method, target, HOST, body);
  }

  @Test
  void a_request_arrives_whole_and_its_answer_comes_back_whole() {
    var headers = HOST.with("X-Twice", "1").with("x-twice", "2").with("Content-Length", "7");
    var body = "ä\r\n\r\n".repeat(9_000).getBytes(UTF_8);
    var answer = server.exchange("POST", "/echo?a=%20b", headers, body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8))
        .isEqualTo("POST a=%20b [1, 2] 127.0.0.1 " + new String(body, UTF_8));
    assertThat(answer.headers().first("x-a")).contains("b");
    assertThat(answer.headers().first("content-length")).contains("" + answer.body().length);
    assertThat(answer.headers().first("date")).isPresent();
  }

  @Test
  void answers_without_a_body_end() {
    assertThat(send("GET", "/empty", new byte[0]).body()).isEmpty();
    assertThat(send("GET", "/empty", new byte[0]).status()).isEqualTo(204);
    var head = send("HEAD", "/echo", new byte[0]);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().first("content-length"))
        .contains("" + "HEAD - [] 127.0.0.1 ".length());
  }

  @Test
  void limits_routes_and_failures_are_those_of_a_listener() {
    assertThat(send("POST", "/echo", new byte[BODY_MAX]).status()).isEqualTo(200);
    assertThat(send("POST", "/echo", new byte[BODY_MAX + 1]).status()).isEqualTo(413);
    assertThat(send("GET", "/nowhere", new byte[0]).status()).isEqualTo(404);
    assertThat(server.exchange("GET", "/echo", Headers.NONE, new byte[0]).status()).isEqualTo(400);
    var other = Headers.NONE.with("Host", "elsewhere");
    assertThat(server.exchange("GET", "/echo", other, new byte[0]).status()).isEqualTo(404);
    var wide = HOST.with("X-Wide", "x".repeat(20_000));
    assertThat(server.exchange("GET", "/echo", wide, new byte[0]).status()).isEqualTo(431);
    var broken = send("GET", "/broken", new byte[0]);
    assertThat(broken.status()).isEqualTo(500);
    assertThat(new String(broken.body(), UTF_8)).contains("request_id").doesNotContain("secret");
  }

  @Test
  void no_part_can_begin_another_line() {
    var nothing = new byte[0];
    for (var bad : List.of("a\r\nX-B: c", "a\nX-B: c", "a\rX-B: c")) {
      assertThatThrownBy(() -> server.exchange("GET", "/echo", HOST.with("X-A", bad), nothing))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.exchange("GET", "/echo?" + bad, HOST, nothing))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(server.exchange("GET", "/echo", HOST.with("X-A", "a"), nothing).status())
        .isEqualTo(200);
  }

  @Test
  void requests_do_not_wait_for_each_other() throws Exception {
    var slow = CompletableFuture.supplyAsync(() -> send("GET", "/slow", new byte[0]));
    entered.await();
    assertThat(send("GET", "/echo", new byte[0]).status()).isEqualTo(200);
    assertThat(slow).isNotDone();
    release.countDown();
    assertThat(new String(slow.get().body(), UTF_8)).isEqualTo("slow");
  }

  @Test
  void who_waits_can_be_interrupted() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    var waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                failure.complete(new AssertionError(send("GET", "/slow", new byte[0])));
              } catch (UncheckedIOException interrupted) {
                failure.complete(interrupted);
              }
            });
    entered.await();
    waiting.interrupt();
    assertThat(failure.get()).isInstanceOf(UncheckedIOException.class);
  }
}
