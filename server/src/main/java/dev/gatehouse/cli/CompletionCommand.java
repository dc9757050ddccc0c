package dev.gatehouse.cli;

/// `gatehouse completion`: a script that completes commands and options in bash and zsh.
final class CompletionCommand implements Command {
  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
        "completion",
        """
        Prints a completion script for bash and zsh.
        To use it: source <(gatehouse completion)
        """,
        "gatehouse completion");
  }

  @Override
  public int run(Given given) {
    terminal.out().print(CompletionScript.of(new Program(terminal)));
    return ExitCode.OK;
  }
}
