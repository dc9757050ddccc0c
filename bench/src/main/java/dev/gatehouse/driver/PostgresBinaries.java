package dev.gatehouse.driver;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs of PostgreSQL, unpacked once below `bench/target`: those that the tests use, so
/// that nothing has to be installed. They are `initdb` and `postgres`, and no client.
final class PostgresBinaries {
  private static final String ARCHIVE = "postgres-linux-x86_64.txz";

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /// @param root the checkout, whose module `bench` is built
  /// @throws IOException when they cannot be unpacked, for which `tar` and `xz` are needed
  static PostgresBinaries in(Path root) throws IOException {
    var target = root.resolve("bench/target");
    var folder = target.resolve("postgres");
    if (!Files.exists(folder)) {
      var unpacked = Files.createTempDirectory(target, "postgres");
      var archive = unpacked.resolve(ARCHIVE);
      try (var jar = FileSystems.newFileSystem(target.resolve("lib/postgres.jar"))) {
        Files.copy(jar.getPath(ARCHIVE), archive);
      }
      Command.run("tar", "xJf", archive.toString(), "-C", unpacked.toString());
      Files.delete(archive);
      Files.move(unpacked, folder);
    }
    return new PostgresBinaries(folder);
  }

  /// The words that run one of the programs. None of them runs as root; in a user namespace without
  /// a mapping root is nobody, and still the owner of its files.
  List<String> command(String program, String... arguments) {
    var words = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("unshare", "-U"));
    }
    words.add(folder.resolve("bin").resolve(program).toString());
    words.addAll(List.of(arguments));
    return words;
  }
}
