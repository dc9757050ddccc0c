package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.server.DataFolder;
import java.nio.file.Path;
import java.util.Optional;

/// A server of this machine, as its data folder describes it.
///
/// @param address of the public listener, for instance `http://localhost:9229`
/// @param region the first configured one
record RunningServer(
    String address, String region, long pid, String accessKeyId, String secretAccessKey) {
  /// The server that uses `folder` now; empty when none runs.
  ///
  /// @throws CommandFailure when one runs but the folder has no administrator key
  static Optional<RunningServer> find(Path folder) {
    return DataFolder.runningServer(folder).map(server -> of(folder, server));
  }

  /// @throws CommandFailure with exit code 5 when none runs
  static RunningServer require(Path folder) {
    return find(folder).orElseThrow(() -> none(folder));
  }

  /// Where the server of `folder` listens; for what needs no key.
  ///
  /// @throws CommandFailure with exit code 5 when none runs
  static String requireAddress(Path folder) {
    var server = DataFolder.runningServer(folder).orElseThrow(() -> none(folder));
    return text(server, "Address");
  }

  private static CommandFailure none(Path folder) {
    return new CommandFailure(
        ExitCode.NO_SERVER,
        "no server runs on the data folder "
            + folder
            + "; start one with `gatehouse serve`, or name its folder with --data");
  }

  private static RunningServer of(Path folder, JsonObject server) {
    var key =
        DataFolder.adminKey(folder)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.REFUSED,
                    "the data folder " + folder + " has no admin-key.json to sign requests with"));
    return new RunningServer(
        text(server, "Address"),
        text(server, "Region"),
        server.number("Pid").orElseThrow().longValue(),
        text(key, "AccessKeyId"),
        text(key, "SecretAccessKey"));
  }

  private static String text(JsonObject object, String name) {
    return object
        .string(name)
        .orElseThrow(
            () -> new CommandFailure(ExitCode.FAILED, "a file of the data folder lacks " + name));
  }

  /// Says nothing of the secret.
  @Override
  public String toString() {
    return "RunningServer[" + address + ", process " + pid + "]";
  }
}
