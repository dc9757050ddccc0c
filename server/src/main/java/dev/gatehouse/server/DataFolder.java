package dev.gatehouse.server;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The data folder of one server (design 6): owner only, whatever the umask (KS-02), and used by
/// one process at a time: `lock` is held by the operating system for as long as the process lives,
/// so a killed server leaves nothing to clean up.
public final class DataFolder implements AutoCloseable {
  /// Folders that this process has locked: the operating system's lock does not keep two openers in
  /// one process apart, and opening the file a second time would release it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final String DATABASE = "gatehouse.db";

  /// A database while it is filled.
  private static final String UNFINISHED = DATABASE + ".unfinished";

  private static final Set<String> OURS =
      Set.of(DATABASE, "lock", "admin-key.json", "server.json", "dev-mode");

  /// What SQLite and its store keep beside a database.
  private static final List<String> SIDES = List.of("-wal", "-shm", "-journal", "-mark");

  private final Path path;
  private final boolean fresh;
  private final FileChannel lock;

  private DataFolder(Path path, boolean fresh, FileChannel lock) {
    this.path = path;
    this.fresh = fresh;
    this.lock = lock;
  }

  /// Where the data is: `chosen`, else what `GATEHOUSE_DATA` says, else `gatehouse-data` in the
  /// current folder. Absolute.
  public static Path locate(Optional<Path> chosen, Map<String, String> environment) {
    return chosen
        .or(() ->
            Optional.ofNullable(environment.get("GATEHOUSE_DATA"))
                .filter(name -> !name.isBlank())
                .map(Path::of))
        .orElse(Path.of("gatehouse-data"))
        .toAbsolutePath()
        .normalize();
  }

  /// Opens the folder for this process, making it where there is none. An existing empty folder is
  /// taken over and set to 0700.
  ///
  /// @throws StartRefusedException when another process has it, or it holds something else
  public static DataFolder open(Path folder) {
    if (Files.exists(folder.resolve(UNFINISHED))) {
      throw new StartRefusedException(
          "A restore or a move into the data folder "
              + folder
              + " was interrupted. Run it again, or remove the file "
              + UNFINISHED
              + " in it.");
    }
    return openForCopy(folder);
  }

  /// Opens the folder to put a database there, also one where this was tried and interrupted.
  ///
  /// @throws StartRefusedException as [#open]
  static DataFolder openForCopy(Path folder) {
    try {
      var isNew = isMissingOrEmpty(folder);
      if (!isNew && !looksLikeOurs(folder)) {
        throw new StartRefusedException(
            "The folder "
                + folder
                + " is not empty and is not a data folder of Gatehouse. Name another one with --data.");
      }
      OwnerOnly.makeFolder(folder);
      var real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(folder);
      }
      return locked(real, isNew);
    } catch (IOException failure) {
      throw new StartRefusedException(
          "The data folder " + folder + " cannot be used: " + describe(failure));
    }
  }

  /// Opens a new or empty folder; what an interrupted attempt left does not count.
  ///
  /// @throws StartRefusedException when anything else is in it, or another process has it
  static DataFolder openEmpty(Path folder) {
    try {
      if (!isMissingOrEmpty(folder) && holdsMore(folder)) {
        throw new StartRefusedException(
            "The folder "
                + folder
                + " is not empty: a backup is restored into a new or an empty one.");
      }
    } catch (IOException failure) {
      throw new StartRefusedException(
          "The data folder " + folder + " cannot be used: " + describe(failure));
    }
    return openForCopy(folder);
  }

  private static boolean holdsMore(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(name -> !name.equals("lock") && !name.startsWith(UNFINISHED));
    }
  }

  private static DataFolder locked(Path folder, boolean isNew) throws IOException {
    var channel =
        FileChannel.open(
            OwnerOnly.makeFile(folder.resolve("lock")),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      HELD.remove(folder);
      throw inUse(folder);
    }
    channel.truncate(0);
    var pid = Long.toString(ProcessHandle.current().pid());
    channel.write(java.nio.ByteBuffer.wrap(pid.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return new DataFolder(folder, isNew, channel);
  }

  private static StartRefusedException inUse(Path folder) {
    return new StartRefusedException(
        "The data folder "
            + folder
            + " is in use by "
            + holder(folder)
            + ". Stop it, or name another folder with --data.");
  }

  private static String holder(Path folder) {
    try {
      var pid = Long.parseLong(Files.readString(folder.resolve("lock")).strip());
      var command = ProcessHandle.of(pid).flatMap(process -> process.info().command());
      return "process " + pid + command.map(name -> " (" + name + ")").orElse("");
    } catch (IOException | NumberFormatException unknown) {
      return "another process";
    }
  }

  private static boolean isMissingOrEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static boolean looksLikeOurs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> OURS.contains(file.getFileName().toString()));
    }
  }

  private static String describe(IOException failure) {
    return failure.getClass().getSimpleName() + " " + failure.getMessage();
  }

  /// The folder's absolute path.
  public Path path() {
    return path;
  }

  /// Whether nothing was in it when it was opened.
  public boolean isFresh() {
    return fresh;
  }

  /// The database of the embedded engine. The file is made here, empty, because SQLite would make
  /// it readable by everybody; its journal files take over the mode.
  public Path database() {
    try {
      return OwnerOnly.makeFile(path.resolve(DATABASE));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The database of the embedded engine in `folder`, where there is one.
  static Optional<Path> database(Path folder) {
    return Optional.of(folder.resolve(DATABASE)).filter(Files::exists);
  }

  /// Where a database is filled; what an interrupted attempt left is removed.
  Path unfinishedDatabase() {
    discardUnfinished();
    return path.resolve(UNFINISHED);
  }

  /// Removes a database that was not finished.
  void discardUnfinished() {
    try (var files = Files.newDirectoryStream(path, UNFINISHED + "*")) {
      for (var file : files) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void deleteSides(String database) throws IOException {
    for (var side : SIDES) {
      Files.deleteIfExists(path.resolve(database + side));
    }
  }

  /// Makes the database that was filled the one of this folder, at once. What is left of one that
  /// was moved away goes first: its log would be taken for that of the new one.
  void finishDatabase() {
    try {
      deleteSides(DATABASE);
      DraftFile.moveInto(path.resolve(UNFINISHED), path.resolve(DATABASE));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Whether a server in dev mode has used the folder.
  public boolean isDev() {
    return isDev(path);
  }

  /// Whether a server in dev mode has used `folder`.
  public static boolean isDev(Path folder) {
    return Files.exists(folder.resolve("dev-mode"));
  }

  /// Marks the folder as used in dev mode.
  public void markDev() {
    write("dev-mode", "A server in dev mode has used this folder; strict mode refuses it.\n");
  }

  /// Keeps the first administrator key where the command line finds it (SV-24).
  public void writeAdminKey(JsonObject key) {
    write("admin-key.json", Json.text(key) + "\n");
  }

  /// The first administrator key of `folder`.
  public static Optional<JsonObject> adminKey(Path folder) {
    return read(folder.resolve("admin-key.json"));
  }

  /// Says where this process listens, for the command line.
  public void writeServer(JsonObject server) {
    write("server.json", Json.text(server) + "\n");
  }

  /// What the server that uses `folder` says of itself; empty when none runs. A file that a killed
  /// server left behind does not count: its process is gone.
  public static Optional<JsonObject> runningServer(Path folder) {
    return read(folder.resolve("server.json"))
        .filter(server ->
            server
                .number("Pid")
                .flatMap(pid -> ProcessHandle.of(pid.longValue()))
                .filter(ProcessHandle::isAlive)
                .isPresent());
  }

  /// The certificate of the local authority of `folder` (`--tls dev`), in PEM; empty when there is
  /// none.
  public static Optional<Path> authority(Path folder) {
    return Optional.of(LocalCertificate.authorityIn(folder)).filter(Files::exists);
  }

  private static Optional<JsonObject> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Json.parseObject(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException failure) {
      throw new StartRefusedException("The file " + file + " cannot be read.");
    }
  }

  private void write(String name, String text) {
    try {
      OwnerOnly.write(path.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Removes `server.json` and gives the folder free.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve("server.json"));
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      HELD.remove(path);
    }
  }
}
