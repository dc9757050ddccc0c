package dev.gatehouse.cli;

import dev.gatehouse.server.StoppedInstallation;
import java.nio.file.Files;
import java.nio.file.Path;

/// Chooses how operations reach the data of a folder.
final class Apis {
  private Apis() {}

  /// The API of the server that runs on `folder`; where none runs, the folder itself.
  ///
  /// @throws CommandFailure with exit code 5 when there is neither a server nor data
  static Api open(Path folder, Terminal terminal) {
    var server = RunningServer.find(folder);
    if (server.isPresent()) {
      return new RemoteApi(server.get().web(), server.get());
    }
    if (!Files.exists(folder.resolve("admin-key.json"))) {
      throw new CommandFailure(
          ExitCode.NO_SERVER,
          "no server runs on " + folder + ", and no server has made data there yet");
    }
    return new LocalApi(StoppedInstallation.open(folder, terminal.environment()));
  }
}
