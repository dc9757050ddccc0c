package dev.gatehouse.cli;

import java.nio.charset.StandardCharsets;

/// `gatehouse health`: what `/health/ready` of the server on a data folder says, as an exit code
/// for whatever supervises it. Needs no access key.
final class HealthCommand implements Command {
  private static final int READY = 200;

  private final Terminal terminal;

  HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "health",
            "Asks the running server whether it is ready: exit code 0 when it is.",
            "gatehouse health")
        .options(CommonOptions.DATA);
  }

  @Override
  public int run(Given given) {
    var place = RunningServer.requirePlace(CommonOptions.folder(given, terminal));
    try (var web = new Web(place.certificate())) {
      var answer = web.get(place.address() + "/health/ready");
      terminal.out().println(new String(answer.body(), StandardCharsets.UTF_8).strip());
      return answer.statusCode() == READY ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
