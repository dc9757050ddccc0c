package dev.gatehouse.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file that is either there and complete, on disk, or not there at all (RL-65): under
/// another name in the same folder, which is synced before the file gets its own, and the folder
/// after it. What is left of a killed process ends in `.partial`.
final class DraftFile {
  private DraftFile() {}

  /// Writes the contents of a file.
  @FunctionalInterface
  interface Contents<T> {
    T write(OutputStream out) throws IOException;
  }

  /// @param file must not exist
  static <T> T write(Path file, Contents<T> contents) throws IOException {
    var draft = OwnerOnly.draft(file, ".partial");
    try {
      T result;
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        result = contents.write(Channels.newOutputStream(channel));
        channel.force(true);
      }
      moveInto(draft, file);
      return result;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Gives a complete file its name, also across a power cut.
  static void moveInto(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
