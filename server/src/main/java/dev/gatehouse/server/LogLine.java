package dev.gatehouse.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.gatehouse.env.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// One event as one line: JSON for machines, words for a terminal. What callers sent may be in it,
/// so control characters are written as escapes and long values are cut: nobody can begin a line of
/// their own, move the cursor, or fill the disk with one request (IN-06).
///
/// ```
/// {"time":"2026-11-25T20:22:00.123Z","level":"INFO","logger":"gatehouse.access","message":"request","requestId":"…","status":"200"}
/// ```
final class LogLine extends EncoderBase<ILoggingEvent> {
  private static final int VALUE_MAX = 256;
  private static final int MESSAGE_MAX = 4_096;
  private static final int STACK_MAX = 16_384;
  private static final byte[] NOTHING = {};
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final boolean json;
  private final ZoneId zone;

  /// @param json or else text
  /// @param zone of the times in text; JSON has UTC
  LogLine(boolean json, ZoneId zone) {
    this.json = json;
    this.zone = zone;
  }

  private record Field(String name, String value) {}

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = json ? json(event) : text(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(ILoggingEvent event) {
    var line = new StringBuilder(256).append('{');
    member(line, "time", INSTANT.format(time(event)));
    member(line, "level", event.getLevel().toString());
    member(line, "logger", event.getLoggerName());
    member(line, "message", cut(event.getFormattedMessage(), MESSAGE_MAX));
    for (var field : fields(event)) {
      member(line, cut(field.name, VALUE_MAX), cut(field.value, VALUE_MAX));
    }
    var stack = stack(event);
    if (!stack.isEmpty()) {
      member(line, "error", stack);
    }
    return line.append("}\n").toString();
  }

  private static void member(StringBuilder line, String name, String value) {
    if (line.length() > 1) {
      line.append(',');
    }
    line.append('"');
    escape(line, name, true);
    line.append("\":\"");
    escape(line, value, true);
    line.append('"');
  }

  private String text(ILoggingEvent event) {
    var line = new StringBuilder(128);
    line.append(TIME.format(time(event).atZone(zone)));
    line.append(' ').append(event.getLevel()).append(' ');
    escape(line, cut(event.getFormattedMessage(), MESSAGE_MAX), false);
    for (var field : fields(event)) {
      line.append(' ');
      escape(line, cut(field.name, VALUE_MAX), false);
      line.append('=');
      escape(line, cut(field.value, VALUE_MAX), false);
    }
    stack(event)
        .lines()
        .forEach(frame -> {
          line.append("\n  ");
          escape(line, frame.replace('\t', ' '), false);
        });
    return line.append('\n').toString();
  }

  private static Instant time(ILoggingEvent event) {
    return Instant.ofEpochMilli(event.getTimeStamp());
  }

  /// The named values of the event, after the id of the request that this thread serves.
  private static List<Field> fields(ILoggingEvent event) {
    var fields = new ArrayList<Field>();
    RequestContext.current()
        .ifPresent(context -> fields.add(new Field("requestId", context.requestId())));
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.add(new Field(pair.key, String.valueOf(pair.value))));
    }
    return fields;
  }

  private static String stack(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    return thrown == null ? "" : cut(ThrowableProxyUtil.asString(thrown), STACK_MAX);
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }

  /// Appends `text` on one line. Escaped are control and format characters, line and paragraph
  /// separators, and lone surrogates; in JSON also what JSON asks for.
  private static void escape(StringBuilder line, String text, boolean json) {
    text.codePoints()
        .forEach(c -> {
          if (json && (c == '"' || c == '\\')) {
            line.append('\\').append((char) c);
          } else if (c == '\n') {
            line.append("\\n");
          } else if (isVisible(c)) {
            line.appendCodePoint(c);
          } else {
            for (var unit : Character.toChars(c)) {
              line.append("\\u%04x".formatted((int) unit));
            }
          }
        });
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
