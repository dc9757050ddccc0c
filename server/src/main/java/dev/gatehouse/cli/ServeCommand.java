package dev.gatehouse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gatehouse serve`: the server, in the foreground.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server in the foreground; SIGTERM stops it gently.",
    footer = {"", "Example:", "  gatehouse serve --port 0 --set http.management.port=0"})
final class ServeCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--dev",
      description = "Dev mode: test conveniences, unsafe anywhere but on one's own machine.")
  private boolean dev;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Foreground.serve(terminal, options.start(terminal, dev), () -> {});
  }

  /// `gatehouse dev`, short for `serve --dev`.
  @Command(
      name = "dev",
      mixinStandardHelpOptions = true,
      description = "Short for `serve --dev`.",
      footer = {"", "Example:", "  gatehouse dev --port 0"})
  static final class Dev implements Runnable {
    private final Terminal terminal;

    @Mixin private ServerOptions options = new ServerOptions();

    Dev(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      Foreground.serve(terminal, options.start(terminal, true), () -> {});
    }
  }
}
