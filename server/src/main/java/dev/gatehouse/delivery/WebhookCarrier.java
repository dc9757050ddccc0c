package dev.gatehouse.delivery;

import dev.gatehouse.crypto.HmacSha256;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.store.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

/// Hands SMS over to a program of the operator, which knows his provider:
///
/// ```
/// POST {sms.webhook.url}
/// Content-Type: application/json
/// Idempotency-Key: 019b7c5d-…
/// Gatehouse-Timestamp: 1767323045
/// Gatehouse-Signature: v1=9f86d0…
///
/// {"MessageId":"019b7c5d-…","UserPoolId":"us-east-1_a1B2c3D4e","Kind":"SIGN_UP",
///  "PhoneNumber":"+12065550100","Message":"Your verification code is 123456."}
/// ```
///
/// The signature is the HMAC-SHA-256, in hexadecimal, of the time stamp, a full stop and the body,
/// under the secret. Whoever checks it and that the time stamp is of the last minutes cannot be
/// told anything by others.
public final class WebhookCarrier implements Carrier {
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int CLIENT_FAULT = 400;
  private static final int SERVER_FAULT = 500;

  /// Answers of 4xx that say that the message may be taken later, or after somebody has mended
  /// something: no credentials, no such address, time-out, conflict, too early, too many.
  private static final Set<Integer> FOR_NOW = Set.of(401, 403, 404, 407, 408, 409, 425, 429);

  private final WebhookSettings settings;
  private final Env env;
  private final HttpClient client;

  public WebhookCarrier(WebhookSettings settings, Env env) {
    this.settings = settings;
    this.env = env;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void carry(Messages.Row row, Content content) {
    var status = post(request(row, content));
    if (status >= OK && status < REDIRECT) {
      return;
    }
    var text = "sms.webhook.url answers " + status;
    var isRefused = status >= CLIENT_FAULT && status < SERVER_FAULT && !FOR_NOW.contains(status);
    throw isRefused ? UndeliveredException.forGood(text) : UndeliveredException.forNow(text);
  }

  private HttpRequest request(Messages.Row row, Content content) {
    var body =
        Json.write(
            JsonValue.object()
                .put("MessageId", row.id())
                .put("UserPoolId", row.poolId().value())
                .put("Kind", row.kind().name())
                .put("PhoneNumber", content.destination())
                .put("Message", content.body())
                .build());
    var timestamp = Long.toString(env.machineNow().getEpochSecond());
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", row.id())
        .header("Gatehouse-Timestamp", timestamp)
        .header("Gatehouse-Signature", "v1=" + signature(timestamp, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private String signature(String timestamp, byte[] body) {
    var key = secret().getBytes(StandardCharsets.UTF_8);
    var signed = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HmacSha256.of(key, signed, body));
  }

  private String secret() {
    try {
      return settings.secret().get();
    } catch (UncheckedIOException unreadable) {
      throw UndeliveredException.forNow("sms.webhook.secret.file cannot be read");
    }
  }

  private int post(HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      leave(response.body());
      return response.statusCode();
    } catch (IOException failure) {
      throw UndeliveredException.forNow("sms.webhook.url cannot be reached, or hung up");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw UndeliveredException.forNow("it took too long, or the server stopped");
    }
  }

  /// The status says all: what is in the body, or that it breaks off, must not make a message that
  /// was taken go out again.
  private static void leave(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // The connection is gone, which was the intention.
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
