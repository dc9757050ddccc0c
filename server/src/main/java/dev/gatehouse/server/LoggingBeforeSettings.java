package dev.gatehouse.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What Logback does until [Logging#start] is called, and in commands that never call it: warnings
/// as text on standard error. Found by Logback through `META-INF/services`; without it, Logback
/// would look for XML files and then print every debug line on standard output.
///
/// A program that embeds the server may have such a file, and then it decides about its own log.
public final class LoggingBeforeSettings extends ContextAwareBase implements Configurator {
  private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");

  private final ClassLoader classes;

  /// For Logback.
  public LoggingBeforeSettings() {
    this(LoggingBeforeSettings.class.getClassLoader());
  }

  /// @param classes where the files of an embedding program would be
  LoggingBeforeSettings(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (FILES.stream().anyMatch(file -> classes.getResource(file) != null)) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var settings = new Settings.Log(LogFormat.TEXT, LogLevel.WARN, false);
    Logging.start(context, settings, new StandardError(), true);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// Logback closes the stream of an appender that it drops; this one belongs to the whole process.
  private static final class StandardError extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.err);

    @Override
    public void write(int one) throws IOException {
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }
  }
}
