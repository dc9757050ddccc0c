package dev.gatehouse.cli;

import dev.gatehouse.server.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// `gatehouse doctor`: looks at what most often goes wrong on a machine. Changes nothing.
final class DoctorCommand implements Command {
  private static final long FREE_BYTES_MIN = 200_000_000;
  private static final int JAVA_NEEDED = 25;

  private final Terminal terminal;
  private boolean isIll;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "doctor",
            "Checks this machine, the data folder and the running server.",
            "gatehouse doctor")
        .options(CommonOptions.DATA);
  }

  @Override
  public int run(Given given) {
    var folder = CommonOptions.folder(given, terminal);
    java();
    awsCli();
    folder(folder);
    server(folder);
    return isIll ? ExitCode.FAILED : ExitCode.OK;
  }

  private void java() {
    int feature = Runtime.version().feature();
    say(
        feature == JAVA_NEEDED,
        "java",
        Runtime.version() + " at " + System.getProperty("java.home"));
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
    say(true, "aws cli", text);
  }

  private void folder(Path folder) {
    if (!Files.exists(folder)) {
      say(true, "data folder", folder + " does not exist yet");
      return;
    }
    say(
        Files.isWritable(folder),
        "data folder",
        folder + (DataFolder.isDev(folder) ? " (dev)" : ""));
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      say(free >= FREE_BYTES_MIN, "disk", free / 1_000_000 + " MB free");
    } catch (IOException unknown) {
      say(false, "disk", "the free space of " + folder + " cannot be read");
    }
  }

  private void server(Path folder) {
    RunningServer.find(folder)
        .ifPresentOrElse(this::ask, () -> say(true, "server", "none runs on this data folder"));
  }

  private void ask(RunningServer server) {
    var place = server.address() + ", process " + server.pid();
    try (var web = new Web()) {
      int status = web.get(server.address() + "/health/ready").statusCode();
      say(status == 200, "server", place + (status == 200 ? "" : ", not ready: " + status));
    } catch (CommandFailure silent) {
      say(false, "server", place + ": " + silent.getMessage());
    }
  }

  private void say(boolean isWell, String what, String text) {
    isIll |= !isWell;
    Consumer<String> print = terminal.out()::println;
    print.accept(
        String.format(
            java.util.Locale.ROOT, "%-4s  %-11s  %s", isWell ? "ok" : "FAIL", what, text));
  }
}
