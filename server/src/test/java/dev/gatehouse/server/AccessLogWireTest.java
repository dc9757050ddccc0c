package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// The line that `log.access` writes for each request, whole.
class AccessLogWireTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  private void log(boolean access) {
    Logging.start(context, new Settings.Log(LogFormat.JSON, LogLevel.WARN, access), out, false);
  }

  @AfterEach
  void asBefore() {
    context.reset();
    new LoggingBeforeSettings().configure(context);
  }

  /// That line, without what differs every time; it is written when the answer has gone out.
  private Map<String, String> line(int number) {
    var lines =
        Patience.until(
            "the line",
            () -> out.toString(StandardCharsets.UTF_8).lines().toList(),
            written -> written.size() >= number);
    var members = new TreeMap<String, String>();
    JsonObject line = Json.parseObject(lines.get(number - 1));
    for (Map.Entry<String, JsonValue> member : line.members().entrySet()) {
      members.put(member.getKey(), ((JsonString) member.getValue()).value());
    }
    assertThat(members.remove("time")).isNotEmpty();
    assertThat(members.remove("requestId")).matches("[0-9a-f-]{36}");
    assertThat(members.remove("micros")).matches("\\d+");
    assertThat(members.remove("bytes")).matches("\\d+");
    assertThat(members.remove("userAgent")).startsWith("Java-http-client/");
    return members;
  }

  private static Map<String, String> expected(String method, String path, int status) {
    var members = new TreeMap<String, String>();
    members.put("level", "INFO");
    members.put("logger", "gatehouse.access");
    members.put("message", "request");
    members.put("peer", "127.0.0.1");
    members.put("method", method);
    members.put("path", path);
    members.put("status", Integer.toString(status));
    return members;
  }

  @Test
  void a_line_names_what_was_asked_by_whom_and_no_secret() {
    log(true);
    try (var server = TestServer.logged(AccessLog.toLogger())) {
      var pool =
          server
              .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
              .object("UserPool")
              .flatMap(made -> made.string("Id"))
              .orElseThrow();
      var signed = expected("POST", "/", 200);
      signed.put("operation", "CreateUserPool");
      signed.put("accessKeyId", server.accessKeyId());
      signed.put("region", "us-east-1");
      assertThat(line(1)).isEqualTo(signed);

      var client =
          server
              .cognito(
                  "CreateUserPoolClient",
                  "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",\"GenerateSecret\":true}"
                      .formatted(pool))
              .object("UserPoolClient")
              .orElseThrow();
      var id = client.string("ClientId").orElseThrow();
      assertThat(line(2)).as("before the next one").isNotEmpty();
      server.postForm(
          "/oauth2/token?secret=hunter2",
          "grant_type=client_credentials",
          "Authorization",
          TestServer.basic(id, "hunter2"));
      var token = expected("POST", "/oauth2/token", 400);
      token.put("operation", "client_credentials");
      token.put("clientId", id);
      token.put("pool", pool);
      token.put("region", "us-east-1");
      assertThat(line(3)).isEqualTo(token);

      server.postForm(
          "/oauth2/token", "grant_type=client_credentials&client_id=hunter2&client_secret=x");
      var stranger = expected("POST", "/oauth2/token", 400);
      stranger.put("operation", "client_credentials");
      assertThat(line(4)).isEqualTo(stranger);
      assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }
  }

  @Test
  void it_is_off_unless_it_is_switched_on() {
    log(false);
    try (var server = TestServer.logged(AccessLog.toLogger())) {
      server.get("/health/live");
    }
    assertThat(out.size()).isZero();
  }
}
