package dev.gatehouse.cli;

import java.nio.file.Path;

/// Chooses how operations reach the data of a folder.
final class Apis {
  private Apis() {}

  /// The API of the server that runs on `folder`.
  static Api open(Path folder) {
    return new RemoteApi(new Web(), RunningServer.require(folder));
  }
}
