package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.ServerProcess;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A power cut: what was not synced is lost. The data is on a file system inside a file; a crash
/// stops the server, copies that file, whose dirty pages are still in memory only, and goes on with
/// the copy. Needs root, for the mounts.
final class CutDisk implements Disk {
  private static final Path MEMORY = Path.of("/dev/shm");

  /// An image and its copy; a container's memory disk may have 64 megabytes.
  private static final long ROOM_MIN = 1_200L * 1024 * 1024;

  private static final Duration UNMOUNT_MAX = Duration.ofMinutes(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  private final Path folder;
  private final Path mount;
  private Path image;
  private int copies;

  private CutDisk(Path folder, Path image) {
    this.folder = folder;
    this.image = image;
    mount = folder.resolve("mount");
  }

  static CutDisk make(String size) throws IOException {
    var folder =
        Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_MIN
            ? Files.createTempDirectory(MEMORY, "gatehouse-drill")
            : Files.createTempDirectory("gatehouse-drill");
    var disk = new CutDisk(folder, folder.resolve("0.img"));
    Files.createDirectory(disk.mount);
    Command.run("truncate", "-s", size, disk.image.toString());
    Command.run("mkfs.ext4", "-q", "-F", disk.image.toString());
    disk.mount();
    return disk;
  }

  /// The kernel saves nothing by itself, which it does every five seconds otherwise: that would be
  /// in the middle of a copy now and then, and the cut would lose less than it could.
  private void mount() throws IOException {
    Command.run("mount", "-o", "loop,commit=600", image.toString(), mount.toString());
  }

  /// Something that looks at every new file system may still be looking.
  private void unmount() throws IOException {
    Wait.until(
        "nobody uses " + mount,
        UNMOUNT_MAX,
        () -> {
          try {
            Command.run("umount", mount.toString());
            return true;
          } catch (IOException failed) {
            if (!String.valueOf(failed.getMessage()).contains("busy")) {
              throw failed;
            }
            return false;
          }
        });
  }

  /// Lets nobody write to the database, nor the server to the files that it has open: a file system
  /// with such files cannot be mounted read-only.
  void setReadOnly(boolean isReadOnly) throws IOException {
    for (var name : List.of("gatehouse.db", "gatehouse.db-wal")) {
      Command.run("chattr", isReadOnly ? "+i" : "-i", data().resolve(name).toString());
    }
  }

  @Override
  public Path data() {
    return mount.resolve("data");
  }

  @Override
  public void crash(ServerProcess server) throws IOException {
    Command.run("kill", "-STOP", Long.toString(server.pid()));
    Wait.until("a server that stands still", STOP_MAX, () -> isStopped(server.pid()));
    // Nobody syncs from here on: a sync that had begun would save this too.
    var unsynced = mount.resolve("unsynced");
    Files.writeString(unsynced, "lost");
    copies++;
    var copy = folder.resolve(copies + ".img");
    Command.run("cp", "--sparse=always", image.toString(), copy.toString());
    server.kill();
    unmount();
    Files.delete(image);
    image = copy;
    mount();
    // The drill's own control.
    if (Files.exists(unsynced) && Files.size(unsynced) > 0) {
      throw new DrillFailure("the cut has lost nothing that was not synced: it proves nothing");
    }
  }

  /// Whether all threads of a process stand still: one in a call of the kernel first ends that.
  private static boolean isStopped(long pid) {
    try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (var thread : threads) {
        var stat = Files.readString(thread.resolve("stat"));
        // Behind the name, which is in parentheses.
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException aThreadHasEnded) {
      return false; // Look again.
    }
  }

  @Override
  public void close() throws IOException {
    unmount();
    Files.delete(image);
    Files.delete(mount);
    Files.delete(folder);
  }
}
