package dev.gatehouse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gatehouse quickstart`: a dev server and the whole machine-to-machine story over HTTP. Where a
/// server runs on the folder already, the story is played against that one.
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a dev server, gets a machine token over HTTP, verifies it, and keeps serving.",
      "What an earlier start made is used again."
    },
    footer = {"", "Example:", "  gatehouse quickstart --once --port 0"})
final class QuickstartCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private ServerOptions options = new ServerOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--once", description = "Ends after the story.")
  private boolean once;

  QuickstartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var folder = options.folder(terminal);
    var running = RunningServer.find(folder);
    if (running.isPresent()) {
      terminal.err().println("gatehouse: a server runs on " + folder + " already; using it");
      new Quickstart(terminal, running.get(), folder).play(output.isJson());
      return;
    }
    var server = options.start(terminal, true);
    if (once) {
      try (server) {
        play(server.data());
      }
    } else {
      Foreground.serve(terminal, server, () -> play(server.data()));
    }
  }

  private void play(java.nio.file.Path folder) {
    new Quickstart(terminal, RunningServer.require(folder), folder).play(output.isJson());
  }
}
