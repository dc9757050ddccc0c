package dev.gatehouse.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.LogLevel;
import dev.gatehouse.config.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/// What Logback does until [Logging#start] is called, and in commands that never call it: warnings
/// as text on standard error. Found by Logback through `META-INF/services`; without it, Logback
/// would look for XML files and then print every debug line on standard output.
public final class LoggingBeforeSettings extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var settings = new Settings.Log(LogFormat.TEXT, LogLevel.WARN, false);
    Logging.start(context, settings, new FileOutputStream(FileDescriptor.err), true);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
