package dev.gatehouse.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes files and folders that only their owner can read, from their first moment and whatever the
/// umask (KS-02). Where the file system knows no such modes (Windows) the folder's own access list
/// decides.
final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /// Makes the folder and those above it; an existing one is set to 0700.
  static void makeFolder(Path folder) throws IOException {
    if (!hasModes(folder)) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    Files.setPosixFilePermissions(folder, FOLDER);
  }

  /// Makes an empty file where there is none, and sets its mode to 0600 in any case.
  static Path makeFile(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file));
    } catch (FileAlreadyExistsException there) {
      if (hasModes(file)) {
        Files.setPosixFilePermissions(file, FILE);
      }
    }
    return file;
  }

  /// Replaces the file by one with that text, at once: a reader sees the old text or the new one.
  static void write(Path file, String text) throws IOException {
    var draft = draft(file, ".new");
    Files.write(draft, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Makes an empty file beside `file`, with a name that begins like its own.
  static Path draft(Path file, String suffix) throws IOException {
    return Files.createTempFile(
        file.toAbsolutePath().getParent(), file.getFileName().toString(), suffix, attributes(file));
  }

  /// Whether anybody but the owner may read or write the file.
  static boolean isExposed(Path file) throws IOException {
    return hasModes(file) && !FILE.containsAll(withoutExecute(Files.getPosixFilePermissions(file)));
  }

  /// Whether everybody may read or write the file, or its group may write it. A group that may read
  /// is how programs share a key that others renew.
  static boolean isOpenToAll(Path file) throws IOException {
    if (!hasModes(file)) {
      return false;
    }
    var mode = Files.getPosixFilePermissions(file);
    return mode.contains(PosixFilePermission.OTHERS_READ)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)
        || mode.contains(PosixFilePermission.GROUP_WRITE);
  }

  private static Set<PosixFilePermission> withoutExecute(Set<PosixFilePermission> mode) {
    var rest = java.util.EnumSet.noneOf(PosixFilePermission.class);
    rest.addAll(mode);
    rest.remove(PosixFilePermission.OWNER_EXECUTE);
    return rest;
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return hasModes(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
