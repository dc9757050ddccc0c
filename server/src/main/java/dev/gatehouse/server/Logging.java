package dev.gatehouse.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/// Where log lines go and how they look; there is no configuration file.
public final class Logging {
  /// Libraries that say little of use below these levels. Jetty warns of every odd request, which
  /// would let anybody fill the log.
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "org.eclipse.jetty",
          Level.ERROR,
          "org.flywaydb",
          Level.WARN,
          "com.zaxxer.hikari",
          Level.WARN,
          "software.amazon.awssdk",
          Level.WARN);

  private static final Duration STOP_MAX = Duration.ofSeconds(1);

  private static final AtomicReference<Optional<LogQueue>> QUEUE =
      new AtomicReference<>(Optional.empty());

  private Logging() {}

  /// Sends all further lines to `out`, from a thread of its own.
  ///
  /// @param out standard error, in a server
  /// @param isTerminal decides the format where the settings leave it open
  public static void start(Settings.Log settings, OutputStream out, boolean isTerminal) {
    var queue = new LogQueue(out, LogQueue.lostLines());
    start((LoggerContext) LoggerFactory.getILoggerFactory(), settings, queue, isTerminal);
    QUEUE.set(Optional.of(queue));
  }

  /// Waits until the lines so far are written, a second at most: before the process ends.
  public static void awaitWritten() {
    QUEUE.get().ifPresent(queue -> queue.awaitWritten(STOP_MAX));
  }

  /// @param out is closed when the log is started anew
  static void start(
      LoggerContext context, Settings.Log settings, OutputStream out, boolean isTerminal) {
    var json =
        settings.format() == LogFormat.JSON || (settings.format() == LogFormat.AUTO && !isTerminal);
    context.reset();
    var encoder = new LogLine(json, ZoneId.systemDefault());
    encoder.setContext(context);
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    context.getLogger("gatehouse.access").setLevel(settings.access() ? Level.INFO : Level.OFF);
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level(settings.level()));
    root.addAppender(appender);
  }

  private static Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
    };
  }
}
