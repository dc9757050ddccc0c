package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where a Gatehouse of a test has its data, and what belongs beside it.
record TemporaryFolder(Path path) {
  /// Of the names that this process gives: others may use the same place.
  static final String PREFIX = "gatehouse-testkit-" + ProcessHandle.current().pid() + "-";

  static TemporaryFolder make() {
    try {
      return new TemporaryFolder(Files.createTempDirectory(PREFIX));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  void remove() {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
