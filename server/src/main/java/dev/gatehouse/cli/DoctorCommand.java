package dev.gatehouse.cli;

import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.server.DataFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// `gatehouse doctor`: looks at what most often goes wrong with a machine, its disk, the database
/// and the settings. Leaves nothing behind. Ends with 1 when something does not work; a warning is
/// no failure.
final class DoctorCommand implements Command {
  private static final int READY = 200;

  private final Terminal terminal;
  private final Checkup checkup;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
    checkup = new Checkup(terminal);
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "doctor",
            "Checks this machine, the data folder, the database, the settings and the running server.",
            "gatehouse doctor")
        .options(ServerOptions.ALL);
  }

  @Override
  public int run(Given given) {
    var folder = CommonOptions.folder(given, terminal);
    var settings = ServerOptions.settings(given, terminal, isDev(folder));
    machine(settings);
    new FolderChecks(checkup, folder, settings.databaseUrl().isEmpty()).run();
    settings
        .databaseUrl()
        .ifPresent(url -> new DatabaseChecks(checkup, InstantSource.system()).run(url));
    var checks = new SettingChecks(checkup, settings);
    checks.risks();
    var env = new Env(InstantSource.system(), new SecureRandom());
    new DeliveryChecks(checkup, settings.messages(), env).run();
    RunningServer.find(folder)
        .ifPresentOrElse(
            this::ask,
            () -> {
              checkup.ok("server", "none runs on this data folder");
              checks.ports();
            });
    return checkup.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }

  /// A folder of dev mode can only be served in dev mode.
  private static boolean isDev(Path folder) {
    return DataFolder.isDev(folder);
  }

  private void machine(Settings settings) {
    var machine = new MachineChecks(checkup);
    machine.java();
    machine.cache();
    machine.memory();
    machine.files(settings.limits().connectionsMax());
    machine.clock();
    machine.signatures();
    awsCli();
  }

  private void awsCli() {
    var text =
        AwsCli.installed(terminal)
            .map(cli ->
                cli.version()
                    + " at "
                    + cli.program()
                    + (cli.isTooOldForEndpointVariables()
                        ? "; too old for endpoint variables, `gatehouse env` adds a function"
                        : ""))
            .orElse("not installed; it is not needed");
    checkup.ok("aws cli", text);
  }

  private void ask(RunningServer server) {
    var place = server.address() + ", process " + server.pid();
    try (var web = server.web()) {
      var answer = web.get(server.address() + "/health/ready");
      var text = new String(answer.body(), StandardCharsets.UTF_8).strip();
      if (answer.statusCode() != READY) {
        checkup.fail("server", place + ", not ready: " + text, "see its log");
      } else if (text.contains("\"warnings\"")) {
        checkup.warn("server", place + ": " + text, "see \"Database\" in docs/operations.md");
      } else {
        checkup.ok("server", place);
      }
    } catch (CommandFailure silent) {
      checkup.fail("server", place + ": " + silent.getMessage(), "see its log");
    }
  }
}
