package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `gatehouse quickstart`: a dev server and the whole machine-to-machine story over HTTP. Where a
/// server runs on the folder already, the story is played against that one.
final class QuickstartCommand implements Command {
  private static final CommandOption ONCE = CommandOption.flag("once", "Ends after the story.");

  private final Terminal terminal;

  QuickstartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "quickstart",
            """
            Starts a dev server, gets a machine token over HTTP, verifies it, and keeps serving.
            What an earlier start made is used again.
            """,
            "gatehouse quickstart --once --port 0")
        .options(ServerOptions.ALL)
        .options(ONCE, CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var folder = CommonOptions.folder(given, terminal);
    var running = RunningServer.find(folder);
    if (running.isPresent()) {
      terminal.err().println("gatehouse: a server runs on " + folder + " already; using it");
      new Quickstart(terminal, running.get(), folder)
          .play(CommonOptions.isJson(given), signInLink(running.get()));
      return ExitCode.OK;
    }
    if (given.has(ONCE)) {
      try (var server = ServerOptions.start(given, terminal, true, new CountDownLatch(1))) {
        play(server.data(), given, Optional.empty());
      }
    } else {
      Foreground.serve(
          terminal,
          stop -> ServerOptions.start(given, terminal, true, stop),
          server -> play(server.data(), given, Optional.of(server.consoleLink())));
    }
    return ExitCode.OK;
  }

  /// A new link of a server that runs already; it makes none where others reach it, or in
  /// production.
  private Optional<String> signInLink(RunningServer server) {
    try (var api = new RemoteApi(server.web(), server)) {
      var answer =
          api.call(
              Api.Service.GATEHOUSE,
              "CreateSignInLink",
              api.defaultRegion(),
              JsonValue.object().build());
      return answer.string("SignInLink");
    } catch (CommandFailure refused) {
      terminal.err().println("gatehouse: no link to the console: " + refused.getMessage());
      return Optional.empty();
    }
  }

  /// @param console the link that signs in, where the server goes on
  private void play(Path folder, Given given, Optional<String> console) {
    new Quickstart(terminal, RunningServer.require(folder), folder)
        .play(CommonOptions.isJson(given), console);
  }
}
