package dev.gatehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gatehouse env`: what makes AWS clients talk to the running server. Only the services it offers
/// are redirected: the general endpoint variable would send calls of every other service here too.
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = "Prints shell exports that point AWS clients to the running server.",
    footer = {"", "Example:", "  gatehouse env --shell bash"})
final class EnvCommand implements Runnable {
  private static final List<String> NAMES =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
          "AWS_ENDPOINT_URL_COGNITO_IDENTITY",
          "AWS_ENDPOINT_URL_STS");

  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--shell",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash (default, also for sh and zsh), fish or powershell.")
  private Shell shell = Shell.BASH;

  @Option(names = "--unset", description = "Takes the exports back; needs no server.")
  private boolean unset;

  EnvCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (unset) {
      NAMES.forEach(name -> terminal.out().println(shell.unset(name)));
      terminal.out().println(shell.unsetFunction());
      return;
    }
    var server = RunningServer.require(data.folder(terminal));
    variables(server).forEach((name, value) -> terminal.out().println(shell.export(name, value)));
    if (AwsCli.installed(terminal).filter(AwsCli::isTooOldForEndpointVariables).isPresent()) {
      terminal.out().print(shell.function(server.address()));
    }
  }

  private SequencedMap<String, String> variables(RunningServer server) {
    var values =
        List.of(
            server.accessKeyId(),
            server.secretAccessKey(),
            server.region(),
            server.region(),
            server.address(),
            server.address(),
            server.address());
    var variables = new LinkedHashMap<String, String>();
    for (int i = 0; i < NAMES.size(); i++) {
      variables.put(NAMES.get(i), values.get(i));
    }
    // A session token of other credentials would go along with ours and spoil every signature.
    terminal.variable("AWS_SESSION_TOKEN").ifPresent(_ -> variables.put("AWS_SESSION_TOKEN", ""));
    return variables;
  }
}
