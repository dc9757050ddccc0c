package dev.gatehouse.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// `gatehouse completion`: a script that completes commands and options in bash and zsh.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a completion script for bash and zsh.",
      "To use it: source <(./gatehouse completion)"
    },
    footer = {"", "Example:", "  gatehouse completion"})
final class CompletionCommand implements Runnable {
  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().print(AutoComplete.bash("gatehouse", Cli.complete(terminal)));
  }
}
