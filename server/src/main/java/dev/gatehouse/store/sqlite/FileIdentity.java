package dev.gatehouse.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// Which files stand under the names of a database and its write-ahead log: what is written into a
/// file that was deleted or replaced is lost (RL-13). Where the file system gives files no identity
/// (Windows) it does not let open ones be deleted.
///
/// @param keys device and inode of each file
record FileIdentity(List<Path> files, List<Object> keys) {
  /// Of the open database `file`.
  ///
  /// @throws IOException when a file is missing
  static FileIdentity of(Path file) throws IOException {
    var files = List.of(file, file.resolveSibling(file.getFileName() + "-wal"));
    return new FileIdentity(files, List.of(key(files.getFirst()), key(files.getLast())));
  }

  /// What has happened to a file, in words; empty when all are where they were.
  Optional<String> change() {
    for (int i = 0; i < files.size(); i++) {
      try {
        if (!key(files.get(i)).equals(keys.get(i))) {
          return Optional.of("the database's file " + name(i) + " was replaced");
        }
      } catch (NoSuchFileException missing) {
        return Optional.of("the database's file " + name(i) + " was deleted");
      } catch (IOException e) {
        return Optional.of("the database's file " + name(i) + " cannot be reached");
      }
    }
    return Optional.empty();
  }

  private Path name(int index) {
    return files.get(index).getFileName();
  }

  private static Object key(Path file) throws IOException {
    var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? "" : key;
  }
}
