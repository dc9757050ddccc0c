package dev.gatehouse.cli;

import dev.gatehouse.server.CopyFailedException;
import dev.gatehouse.server.DatabaseLostException;
import dev.gatehouse.server.NothingThereException;
import dev.gatehouse.server.PortTakenException;
import dev.gatehouse.server.StartRefusedException;
import java.util.List;

/// The command line: finds the command, runs it, turns what happened into an exit code. What each
/// command prints and answers is a contract (README.md).
public final class Cli {
  private final Terminal terminal;

  private Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs one command to its end and returns the exit code.
  public static int run(Terminal terminal, String... arguments) {
    var code = new Cli(terminal).run(List.of(arguments));
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private int run(List<String> arguments) {
    try {
      return run(new Program(terminal), arguments);
    } catch (UsageException wrong) {
      terminal.err().println("gatehouse: " + wrong.getMessage());
      terminal.err().println("`" + wrong.program() + " --help` explains how it is used.");
      return ExitCode.USAGE;
    } catch (RuntimeException failure) {
      terminal.err().println("gatehouse: " + message(failure));
      return exitCode(failure);
    }
  }

  /// Goes down the commands word by word, then reads the rest as options.
  private int run(Command command, List<String> words) {
    if (command instanceof Command.Group group && !words.isEmpty()) {
      var first = words.getFirst();
      if (group.names().contains(first)) {
        return run(group.member(first), words.subList(1, words.size()));
      }
      if (!first.startsWith("-")) {
        throw new UsageException(group.usage(), "unknown command \"%s\"".formatted(first));
      }
    }
    var given = OptionParser.parse(command.usage(), words);
    if (given.has(OptionParser.HELP)) {
      terminal.out().print(HelpText.of(command));
      return ExitCode.OK;
    }
    if (given.has(OptionParser.VERSION)) {
      terminal.out().println("gatehouse " + Build.current().version());
      return ExitCode.OK;
    }
    return command.run(given);
  }

  private static int exitCode(RuntimeException failure) {
    return switch (failure) {
      case CommandFailure expected -> expected.exitCode();
      case StartRefusedException _ -> ExitCode.REFUSED;
      case NothingThereException _ -> ExitCode.NOT_FOUND;
      default -> ExitCode.FAILED;
    };
  }

  private static String message(RuntimeException failure) {
    return switch (failure) {
      case CommandFailure expected -> String.valueOf(expected.getMessage());
      case StartRefusedException refused -> String.valueOf(refused.getMessage());
      case NothingThereException nothing -> String.valueOf(nothing.getMessage());
      case DatabaseLostException lost -> String.valueOf(lost.getMessage());
      case CopyFailedException failed -> String.valueOf(failed.getMessage());
      case PortTakenException taken -> String.valueOf(taken.getMessage());
      default -> "it failed: " + failure;
    };
  }
}
