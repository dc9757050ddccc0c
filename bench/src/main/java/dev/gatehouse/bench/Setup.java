package dev.gatehouse.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/// What every part of a bench works with.
///
/// @param root the checkout
/// @param folder where the servers have their data
/// @param out where the figures go
record Setup(Path root, Path folder, BenchOptions options, PrintStream out) {
  /// Of each measurement.
  Duration time() {
    return options.time();
  }

  Path newFolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
  void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /// Deletes all data: a million users are more than a gigabyte.
  void deleteData() throws IOException {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Setup::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
