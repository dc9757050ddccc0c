package dev.gatehouse.cli;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsException;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.server.Gatehouse;
import dev.gatehouse.server.Logging;
import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of commands that start a server. Each of the named ones is short for a setting; what
/// `--set` says wins.
final class ServerOptions {
  @Mixin private DataOption data = new DataOption();

  @Option(names = "--port", paramLabel = "N", description = "Port (9229); 0 for any free one.")
  private @Nullable String port;

  @Option(names = "--bind", paramLabel = "A", description = "Address to listen on (127.0.0.1).")
  private @Nullable String bind;

  @Option(names = "--public-url", paramLabel = "U", description = "Address that clients use.")
  private @Nullable String publicUrl;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "PostgreSQL by its JDBC address; without: SQLite in the data folder.")
  private @Nullable String database;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "K=V",
      description = "A setting of docs/settings.md; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--dev-allow-remote",
      description = "Lets dev mode listen on other than loopback addresses.")
  private boolean allowRemote;

  Path folder(Terminal terminal) {
    return data.folder(terminal);
  }

  /// Starts a server with these options.
  ///
  /// @throws CommandFailure with exit code 2 when a setting is wrong
  Gatehouse start(Terminal terminal, boolean dev) {
    var settings = settings(terminal, dev);
    Logging.start(settings.log(), terminal.err(), isTerminal());
    return Gatehouse.start(
        settings,
        folder(terminal),
        terminal.variable("GATEHOUSE_MASTER_KEY"),
        new Env(InstantSource.system(), new SecureRandom()),
        AccessLog.toLogger());
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private Settings settings(Terminal terminal, boolean dev) {
    var all = new ArrayList<String>();
    add(all, "http.port", port);
    add(all, "http.bind", bind);
    add(all, "public-url", publicUrl);
    add(all, "database.url", database);
    add(all, "dev", dev ? "true" : null);
    add(all, "dev-allow-remote", allowRemote ? "true" : null);
    all.addAll(assignments);
    try {
      return Settings.of(
          SettingsReader.read(Optional.ofNullable(config), terminal.environment(), all));
    } catch (SettingsException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  private static void add(List<String> assignments, String key, @Nullable String value) {
    if (value != null) {
      assignments.add(key + "=" + value);
    }
  }
}
