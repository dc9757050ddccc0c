package dev.gatehouse.cli;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsException;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.SteadyClock;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.server.Gatehouse;
import dev.gatehouse.server.Logging;
import dev.gatehouse.server.Site;
import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The options of commands that start a server. Each of the named ones is short for a setting,
/// which judges its value; what `--set` says wins.
final class ServerOptions {
  private static final CommandOption PORT =
      CommandOption.value("port", "N", "Port (9229); 0 for any free one.");
  private static final CommandOption BIND =
      CommandOption.value("bind", "A", "Address to listen on (127.0.0.1).");
  private static final CommandOption PUBLIC_URL =
      CommandOption.value("public-url", "U", "Address that clients use.");
  private static final CommandOption TLS =
      CommandOption.value(
          "tls", "MODE", "dev: TLS with a certificate for localhost; see `gatehouse trust`.");
  private static final CommandOption DATABASE =
      CommandOption.value(
          "database", "URL", "PostgreSQL by its JDBC address; without: SQLite in the data folder.");
  private static final CommandOption CONFIG =
      CommandOption.value("config", "FILE", "Settings in YAML.");
  private static final CommandOption SET =
      CommandOption.value("set", "K=V", "A setting of docs/settings.md; may be repeated.")
          .repeatable();
  private static final CommandOption DEV_ALLOW_REMOTE =
      CommandOption.flag(
          "dev-allow-remote", "Lets dev mode listen on other than loopback addresses.");

  static final List<CommandOption> ALL =
      List.of(
          CommonOptions.DATA, PORT, BIND, PUBLIC_URL, TLS, DATABASE, CONFIG, SET, DEV_ALLOW_REMOTE);

  /// Those that say where the data is and how its master key is found.
  static final List<CommandOption> STORAGE = List.of(CommonOptions.DATA, DATABASE, CONFIG, SET);

  private static final Logger LOG = LoggerFactory.getLogger(ServerOptions.class);

  private static final String PASSWORD_SHOWN =
      "the database's password stands on the command line, where everybody on this machine can read"
          + " it; put the address into GATEHOUSE_DATABASE_URL or the settings file";

  private ServerOptions() {}

  /// Starts a server with these options.
  ///
  /// @param stop counted down when the process is told to stop
  /// @throws CommandFailure with exit code 2 when a setting is wrong
  static Gatehouse start(Given given, Terminal terminal, boolean dev, CountDownLatch stop) {
    var settings = settings(given, terminal, dev);
    Logging.start(settings.log(), terminal.err(), isTerminal());
    if (showsPassword(assignments(given, dev))) {
      LOG.warn(PASSWORD_SHOWN);
    }
    return Gatehouse.start(
        settings,
        CommonOptions.folder(given, terminal),
        terminal.variable("GATEHOUSE_MASTER_KEY"),
        new Env(clock(), new SecureRandom()),
        AccessLog.toLogger(),
        stop);
  }

  private static SteadyClock clock() {
    return new SteadyClock(
        InstantSource.system(),
        System::nanoTime,
        back ->
            LOG.warn(
                "the machine's clock went back by {} s: {}",
                back.toSeconds(),
                back.compareTo(SteadyClock.HELD_MAX) > 0
                    ? "it is followed, and what had expired may be valid again"
                    : "this server's runs at half speed until it has caught up; a restart takes over"
                        + " the new time"));
  }

  /// Where these options, those of [#STORAGE], say that the data is.
  ///
  /// @throws CommandFailure with exit code 2 when a setting is wrong
  static Site site(Given given, Terminal terminal) {
    if (showsPassword(assignments(given, false))) {
      terminal.err().println("gatehouse: " + PASSWORD_SHOWN);
    }
    var settings = settings(given, terminal, false);
    return new Site(
        CommonOptions.folder(given, terminal),
        settings.databaseUrl(),
        terminal.variable("GATEHOUSE_MASTER_KEY"),
        settings.masterKeyFile());
  }

  /// KS-10: no other setting is a secret.
  private static boolean showsPassword(List<String> assignments) {
    return assignments.stream()
        .anyMatch(text -> text.startsWith("database.url=") && new DatabaseUrl(text).hasPassword());
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /// The settings that a server would start with.
  ///
  /// @throws CommandFailure with exit code 2 when a setting is wrong
  static Settings settings(Given given, Terminal terminal, boolean dev) {
    try {
      return Settings.of(
          SettingsReader.read(
              given.value(CONFIG).map(Path::of), terminal.environment(), assignments(given, dev)));
    } catch (SettingsException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  private static List<String> assignments(Given given, boolean dev) {
    var all = new ArrayList<String>();
    given.value(PORT).ifPresent(value -> all.add("http.port=" + value));
    given.value(BIND).ifPresent(value -> all.add("http.bind=" + value));
    given.value(PUBLIC_URL).ifPresent(value -> all.add("public-url=" + value));
    given.value(TLS).ifPresent(value -> all.add("tls.mode=" + value));
    given.value(DATABASE).ifPresent(value -> all.add("database.url=" + value));
    if (dev) {
      all.add("dev=true");
    }
    if (given.has(DEV_ALLOW_REMOTE)) {
      all.add("dev-allow-remote=true");
    }
    all.addAll(given.values(SET));
    return all;
  }
}
