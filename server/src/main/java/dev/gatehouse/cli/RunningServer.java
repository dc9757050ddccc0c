package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.server.DataFolder;
import java.nio.file.Path;
import java.util.Optional;

/// A server of this machine, as its data folder describes it.
///
/// @param region the first configured one
record RunningServer(
    Place place, String region, long pid, String accessKeyId, String secretAccessKey) {
  /// Where a server listens.
  ///
  /// @param address of the public listener, for instance `http://localhost:9229`
  /// @param certificate SHA-256, in hex, of what it shows; empty when it speaks in clear
  /// @param authority the file of the local authority that signed it (`--tls dev`)
  record Place(String address, Optional<String> certificate, Optional<Path> authority) {
    private static Place of(JsonObject server) {
      return new Place(
          text(server, "Address"),
          server.string("Certificate"),
          server.string("Authority").map(Path::of));
    }
  }

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
  static Place requirePlace(Path folder) {
    return findPlace(folder).orElseThrow(() -> none(folder));
  }

  /// Where the server of `folder` listens; empty when none runs.
  static Optional<Place> findPlace(Path folder) {
    return DataFolder.runningServer(folder).map(Place::of);
  }

  String address() {
    return place.address;
  }

  /// What talks to it.
  Web web() {
    return new Web(place.certificate);
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
        Place.of(server),
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
    return "RunningServer[" + address() + ", process " + pid + "]";
  }
}
