package dev.gatehouse.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Keeps a database file and its side files (`-wal`, `-shm`, `-mark`) to their owner, mode 0600,
/// whatever the umask (KS-02). SQLite gives its side files the mode of the database file, so that
/// one is made first.
final class PrivateFile {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");
  private static final List<String> SIDES = List.of("", "-wal", "-shm", "-journal", "-mark");

  private PrivateFile() {}

  /// Makes the file where there is none; corrects the modes where there is one.
  static void prepare(Path file) {
    try {
      if (!hasModes(file)) {
        return; // SQLite makes it; the folder's access list decides who may read it.
      }
      try {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(MODE));
      } catch (FileAlreadyExistsException reopened) {
        correct(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the database file cannot be made", e);
    }
  }

  private static void correct(Path file) throws IOException {
    for (var side : SIDES) {
      var path = file.resolveSibling(file.getFileName() + side);
      if (Files.exists(path) && !Files.getPosixFilePermissions(path).equals(MODE)) {
        Files.setPosixFilePermissions(path, MODE);
      }
    }
  }

  /// Asks the platform, not the mount: in a chroot, whose root is nobody's mount point, there is
  /// none to ask.
  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
