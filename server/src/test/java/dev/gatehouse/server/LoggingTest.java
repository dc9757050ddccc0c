package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.metrics.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void complete() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  private org.slf4j.Logger logger(LogFormat format, LogLevel level, boolean access) {
    Logging.start(context, new Settings.Log(format, level, access), out, true);
    return context.getLogger("dev.gatehouse.Test");
  }

  private org.slf4j.Logger json() {
    return logger(LogFormat.JSON, LogLevel.INFO, false);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private JsonObject line() {
    assertThat(lines()).hasSize(1);
    return Json.parseObject(lines().getFirst().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_program_that_embeds_the_server_decides_about_its_own_log(@TempDir Path classes)
      throws IOException {
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      var ours = new LoggingBeforeSettings(loader);
      assertThat(ours.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
      Files.writeString(classes.resolve("logback.xml"), "<configuration/>");
      assertThat(ours.configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    }
  }

  @Test
  void starting_the_log_anew_leaves_the_stream_of_the_process_open() {
    var closed = new AtomicBoolean();
    var standardError =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    var queue = new LogQueue(standardError, new Counter());
    Logging.start(context, new Settings.Log(LogFormat.TEXT, LogLevel.WARN, false), queue, true);
    json();
    assertThat(closed).isFalse();
  }

  @Test
  void in_06_a_line_feed_begins_no_line_and_reads_back() {
    var hostile = "a\r\n{\"level\":\"INFO\"}\nb\u2028c\u0085d";
    json().atInfo().addKeyValue("userAgent", hostile).log("{}", hostile);
    assertThat(line().string("message")).contains(hostile);
    assertThat(line().string("userAgent")).contains(hostile);
  }

  @Test
  void in_06_terminal_escapes_are_written_out() {
    var hostile = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202etxt";
    logger(LogFormat.TEXT, LogLevel.INFO, false)
        .atInfo()
        .addKeyValue("key\u001b", hostile)
        .log("{}\r\n", hostile, new IllegalStateException("\u001b[2J\r\nFAKE line"));
    var escaped = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202etxt";
    assertThat(lines().getFirst())
        .endsWith(" INFO " + escaped + "\\u000d\\n key\\u001b=" + escaped);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u001b", "\u0007", "\r", "\u009b", "\u202e");
    // Every line of the stack, also a second line of a message, is indented.
    assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith("  "));
  }

  @Test
  void in_06_a_megabyte_is_cut() {
    var long_ = "x".repeat(1_000_000);
    json()
        .atInfo()
        .addKeyValue("userAgent", long_)
        .log("{}", long_, new IllegalStateException(long_));
    assertThat(line().string("userAgent")).contains("x".repeat(256) + "…");
    assertThat(line().string("message")).contains("x".repeat(4_096) + "…");
    assertThat(lines().getFirst().length()).isLessThan(25_000);
  }

  @Test
  void in_06_lookups_and_format_strings_are_inert() {
    var hostile = "${jndi:ldap://127.0.0.1:1/a} ${env:PATH} %s %n %d{yyyy} {} \\u0041";
    json().info("agent {}", hostile);
    assertThat(line().string("message")).contains("agent " + hostile);
  }

  @Test
  void in_06_half_a_character_is_escaped() {
    json().info("a\ud800b");
    assertThat(lines().getFirst()).contains("a\\ud800b");
  }

  @Test
  void a_line_has_time_level_logger_message_and_the_request_it_belongs_to() {
    var log = json();
    new RequestContext("7f1c2f5e-0000-4000-8000-000000000001", "10.0.0.1")
        .call(() -> {
          log.warn("odd");
          return "";
        });
    assertThat(lines().getFirst())
        .matches(
            "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"level\":\"WARN\","
                + "\"logger\":\"dev.gatehouse.Test\",\"message\":\"odd\","
                + "\"requestId\":\"7f1c2f5e-0000-4000-8000-000000000001\"}");
  }

  @Test
  void an_exception_is_part_of_its_line() {
    json().error("failed", new IllegalStateException("why"));
    assertThat(line().string("error").orElseThrow())
        .startsWith("java.lang.IllegalStateException: why")
        .contains("LoggingTest");
  }

  @Test
  void auto_is_text_on_a_terminal_and_json_elsewhere() {
    var settings = new Settings.Log(LogFormat.AUTO, LogLevel.INFO, false);
    Logging.start(context, settings, out, true);
    context.getLogger("x").info("hello");
    Logging.start(context, settings, out, false);
    context.getLogger("x").info("hello");
    assertThat(lines().get(0)).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO hello");
    assertThat(lines().get(1)).startsWith("{\"time\":").endsWith("\"message\":\"hello\"}");
  }

  @Test
  void lines_below_the_level_are_left_out() {
    for (var level : LogLevel.values()) {
      var log = logger(LogFormat.TEXT, level, false);
      log.error("error");
      log.warn("warn");
      log.info("info");
      log.debug("debug");
    }
    assertThat(lines().stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
        .containsExactly(
            "error", "error", "warn", "error", "warn", "info", "error", "warn", "info", "debug");
  }

  @Test
  void requests_are_logged_only_when_asked_for() {
    var _ = logger(LogFormat.TEXT, LogLevel.WARN, false);
    context.getLogger("gatehouse.access").info("request");
    assertThat(lines()).isEmpty();
    var _ = logger(LogFormat.TEXT, LogLevel.INFO, true);
    context.getLogger("gatehouse.access").info("request");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void jetty_does_not_log_what_strangers_send() {
    var _ = logger(LogFormat.TEXT, LogLevel.DEBUG, false);
    context.getLogger("org.eclipse.jetty.http.HttpParser").warn("Bad Authority");
    assertThat(lines()).isEmpty();
  }
}
