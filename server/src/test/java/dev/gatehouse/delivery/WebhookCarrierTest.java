package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.Messages;
import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is posted for an SMS.
class WebhookCarrierTest {
  private static final Draft DRAFT = draft(MessageKind.SIGN_UP, DeliveryMedium.SMS, "007413");

  private final Desk desk = new Desk();
  private final AtomicInteger status = new AtomicInteger(204);
  private final AtomicBoolean breaksOff = new AtomicBoolean();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private record Posted(String method, String path, List<String> headers, String body) {}

  WebhookCarrierTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
  }

  @BeforeEach
  void open() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers =
        List.of("Content-Type", "Idempotency-Key", "Gatehouse-Timestamp", "Gatehouse-Signature")
            .stream()
            .map(name -> name + ": " + exchange.getRequestHeaders().getFirst(name))
            .toList();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posted.add(
        new Posted(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    if (breaksOff.get()) {
      exchange.sendResponseHeaders(status.get(), 100);
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
    } else {
      exchange.sendResponseHeaders(status.get(), -1);
    }
    exchange.close();
  }

  private Messages.Row carry(Supplier<String> secret) {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/send?to=all");
    var row = desk.row("{}", DRAFT, Ways.INBOX);
    var content = Content.open(desk.sealer, row).orElseThrow();
    try (var carrier =
        new WebhookCarrier(new WebhookSettings(url, secret, Patience.MAX), desk.env)) {
      carrier.carry(row, content);
    }
    return row;
  }

  private void assertUndelivered(String text, boolean isFinal) {
    assertThatThrownBy(() -> carry(() -> "s3cret"))
        .isInstanceOfSatisfying(
            UndeliveredException.class,
            e -> {
              assertThat(e.text()).isEqualTo(text);
              assertThat(e.isFinal()).as(text).isEqualTo(isFinal);
            });
  }

  @Test
  void a_message_is_signed_with_its_time() throws Exception {
    var row = carry(() -> "s3cret");

    var body =
        Json.text(
            JsonValue.object()
                .put("MessageId", row.id())
                .put("UserPoolId", "us-east-1_AAAAAAAAA")
                .put("Kind", "SIGN_UP")
                .put("PhoneNumber", "+12065550100")
                .put("Message", "Your verification code is 007413.")
                .build());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signature =
        HexFormat.of()
            .formatHex(mac.doFinal(("1767323045." + body).getBytes(StandardCharsets.UTF_8)));
    assertThat(posted)
        .containsExactly(
            new Posted(
                "POST",
                "/send?to=all",
                List.of(
                    "Content-Type: application/json",
                    "Idempotency-Key: " + row.id(),
                    "Gatehouse-Timestamp: 1767323045",
                    "Gatehouse-Signature: v1=" + signature),
                body));
  }

  @Test
  void the_answer_says_whether_it_is_worth_trying_again() {
    for (var again : List.of(301, 307, 401, 403, 404, 408, 429, 500, 503)) {
      status.set(again);
      assertUndelivered("sms.webhook.url answers " + again, false);
    }
    for (var never : List.of(400, 410, 413, 422)) {
      status.set(never);
      assertUndelivered("sms.webhook.url answers " + never, true);
    }
    assertThat(posted).extracting(Posted::path).containsOnly("/send?to=all"); // No redirection.
  }

  /// RL-59: a message that was taken is not worth a second one.
  @Test
  void rl_59_the_status_counts_whatever_becomes_of_the_body() {
    breaksOff.set(true);
    status.set(200);
    carry(() -> "s3cret");
    assertThat(posted).hasSize(1);
    status.set(422);
    assertUndelivered("sms.webhook.url answers 422", true);
  }

  @Test
  void what_is_not_there_is_missing_for_now() {
    assertThatThrownBy(() ->
            carry(() -> {
              throw new UncheckedIOException(new IOException());
            }))
        .hasMessage("sms.webhook.secret.file cannot be read");
    server.stop(0);
    assertUndelivered("sms.webhook.url cannot be reached, or hung up", false);
  }
}
