package dev.gatehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// `gatehouse env`: what makes AWS clients talk to the running server. Only the services it offers
/// are redirected: the general endpoint variable would send calls of every other service here too.
final class EnvCommand implements Command {
  private static final List<String> NAMES =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
          "AWS_ENDPOINT_URL_COGNITO_IDENTITY",
          "AWS_ENDPOINT_URL_STS");

  private static final CommandOption SHELL =
      CommandOption.value(
              "shell", "SHELL", "bash (default, also for sh and zsh), fish or powershell.")
          .oneOf("bash", "fish", "powershell");
  private static final CommandOption UNSET =
      CommandOption.flag("unset", "Takes the exports back; needs no server.");

  private final Terminal terminal;

  EnvCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "env",
            "Prints shell exports that point AWS clients to the running server.",
            "gatehouse env --shell bash")
        .options(SHELL, UNSET, CommonOptions.DATA);
  }

  @Override
  public int run(Given given) {
    var shell =
        given
            .value(SHELL)
            .map(name -> Shell.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(Shell.BASH);
    if (given.has(UNSET)) {
      NAMES.forEach(name -> terminal.out().println(shell.unset(name)));
      LocalTrust.VARIABLES.stream()
          .filter(name -> terminal.variable(name).filter(LocalTrust::isOurs).isPresent())
          .forEach(name -> terminal.out().println(shell.unset(name)));
      terminal.out().println(shell.unsetFunction());
      return ExitCode.OK;
    }
    var server = RunningServer.require(CommonOptions.folder(given, terminal));
    variables(server).forEach((name, value) -> terminal.out().println(shell.export(name, value)));
    if (AwsCli.installed(terminal).filter(AwsCli::isTooOldForEndpointVariables).isPresent()) {
      terminal.out().print(shell.function(server.address()));
    }
    return ExitCode.OK;
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
    server
        .place()
        .authority()
        .map(LocalTrust::new)
        .ifPresent(trust -> variables.putAll(trust.variables()));
    // A session token of other credentials would go along with ours and spoil every signature.
    terminal.variable("AWS_SESSION_TOKEN").ifPresent(_ -> variables.put("AWS_SESSION_TOKEN", ""));
    return variables;
  }
}
