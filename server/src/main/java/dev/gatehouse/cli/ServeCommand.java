package dev.gatehouse.cli;

import dev.gatehouse.server.Gatehouse;

/// `gatehouse serve`: the server, in the foreground.
final class ServeCommand implements Command {
  private static final CommandOption DEV =
      CommandOption.flag(
          "dev", "Dev mode: test conveniences, unsafe anywhere but on one's own machine.");

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "serve",
            "Runs the server in the foreground; SIGTERM stops it gently.",
            "gatehouse serve --port 0 --set http.management.port=0")
        .options(ServerOptions.ALL)
        .options(DEV);
  }

  @Override
  public int run(Given given) {
    Foreground.serve(
        terminal,
        stop -> ServerOptions.start(given, terminal, given.has(DEV), stop),
        server -> printConsole(server, terminal));
    return ExitCode.OK;
  }

  /// Not a line of the log: the link is a secret.
  private static void printConsole(Gatehouse server, Terminal terminal) {
    terminal.err().println("Console     " + server.consoleLink());
  }

  /// `gatehouse dev`, short for `serve --dev`.
  static final class Dev implements Command {
    private final Terminal terminal;

    Dev(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Usage usage() {
      return Usage.of("dev", "Short for `serve --dev`.", "gatehouse dev --port 0")
          .options(ServerOptions.ALL);
    }

    @Override
    public int run(Given given) {
      Foreground.serve(
          terminal,
          stop -> ServerOptions.start(given, terminal, true, stop),
          server -> printConsole(server, terminal));
      return ExitCode.OK;
    }
  }
}
