package dev.gatehouse.cli;

import dev.gatehouse.server.PortTakenException;
import dev.gatehouse.server.StartRefusedException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;

/// The command line: finds the command, runs it, turns what happened into an exit code. What each
/// command prints and answers is a contract (docs/cli.md).
public final class Cli {
  private final Terminal terminal;

  private Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs one command to its end and returns the exit code.
  public static int run(Terminal terminal, String... arguments) {
    var code = new Cli(terminal).commandLine(List.of(arguments)).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  /// The command line with every command.
  static CommandLine complete(Terminal terminal) {
    return new Cli(terminal).commandLine(List.of());
  }

  /// Only the command that is asked for is built: reading the options of all of them by reflection
  /// would be a visible part of the server's start.
  private CommandLine commandLine(List<String> arguments) {
    var line = new CommandLine(new Root());
    var commands = commands();
    var first = arguments.isEmpty() ? "" : arguments.getFirst();
    commands.forEach((name, command) -> {
      if (name.equals(first) || !commands.containsKey(first)) {
        line.addSubcommand(name, command.get());
      }
    });
    return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(usageErrors())
        .setExecutionExceptionHandler(failures());
  }

  private SequencedMap<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("quickstart", () -> new QuickstartCommand(terminal));
    commands.put("serve", () -> new ServeCommand(terminal));
    commands.put("dev", () -> new ServeCommand.Dev(terminal));
    commands.put("env", () -> new EnvCommand(terminal));
    commands.put("token", () -> new TokenCommand(terminal));
    commands.put("jwt", () -> new JwtCommand(terminal));
    commands.put("access-keys", () -> new AccessKeysCommand(terminal));
    commands.put("keys", () -> new KeysCommand(terminal));
    commands.put("inbox", InboxCommand::new);
    commands.put("doctor", () -> new DoctorCommand(terminal));
    commands.put("version", () -> new VersionCommand(terminal));
    commands.put("completion", () -> new CompletionCommand(terminal));
    commands.put("test", LauncherCommands.Test::new);
    commands.put("bench", LauncherCommands.Bench::new);
    return commands;
  }

  private IParameterExceptionHandler usageErrors() {
    return (error, _) -> {
      var command = error.getCommandLine().getCommandSpec().qualifiedName();
      terminal.err().println("gatehouse: " + error.getMessage());
      terminal.err().println("`" + command + " --help` explains how it is used.");
      return ExitCode.USAGE;
    };
  }

  private IExecutionExceptionHandler failures() {
    return (failure, _, _) -> {
      terminal.err().println("gatehouse: " + message(failure));
      return switch (failure) {
        case CommandFailure expected -> expected.exitCode();
        case StartRefusedException _ -> ExitCode.REFUSED;
        case PortTakenException _ -> ExitCode.FAILED;
        default -> ExitCode.FAILED;
      };
    };
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case CommandFailure expected -> String.valueOf(expected.getMessage());
      case StartRefusedException refused -> String.valueOf(refused.getMessage());
      case PortTakenException taken -> String.valueOf(taken.getMessage());
      default -> "it failed: " + failure;
    };
  }

  /// The program without a command.
  @Command(
      name = "gatehouse",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description = "A self-hosted drop-in for Amazon Cognito.",
      synopsisSubcommandLabel = "COMMAND",
      footer = {"", "Example:", "  gatehouse version"})
  static final class Root implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "name a command");
    }
  }
}
