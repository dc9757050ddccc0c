package dev.gatehouse.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether a file system keeps what SQLite's write-ahead log relies on: locks, shared memory and
/// synchronisation of one machine (RL-14; sqlite.org/wal.html, "Disadvantages").
public final class FileSystem {
  private static final Set<String> OF_A_NETWORK =
      Set.of(
          "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "lustre",
          "gpfs", "beegfs", "gfs2", "ocfs2");

  /// Of a host, which its virtual machines share.
  private static final Set<String> OF_A_HOST = Set.of("virtiofs", "vboxsf", "prl_fs");

  private FileSystem() {}

  /// What may become of acknowledged changes where that file or folder is; empty for a local disk,
  /// and where it cannot be told.
  public static Optional<String> risk(Path path) {
    try {
      return riskOfType(Files.getFileStore(path).type());
    } catch (IOException unknown) {
      // In a chroot, whose root is nobody's mount point, it has no name.
      return Optional.empty();
    }
  }

  /// @param type as Linux names it in `/proc/mounts`
  static Optional<String> riskOfType(String type) {
    var name = type.toLowerCase(Locale.ROOT);
    if (OF_A_NETWORK.contains(name)) {
      return Optional.of("the data folder is on a network (" + name + "), put it on a local disk");
    }
    if (OF_A_HOST.contains(name)) {
      return Optional.of(
          "the data folder is shared with the host of this machine (%s), put it on a local disk"
              .formatted(name));
    }
    if (name.equals("fuse") || name.startsWith("fuse.")) {
      return Optional.of(
          "the data folder is on a file system of a program (%s), put it on a local disk"
              .formatted(name));
    }
    if (name.equals("overlay")) {
      return Optional.of(
          "the data folder is in the writable layer of a container and goes with it, put it on a volume");
    }
    return Optional.empty();
  }
}
