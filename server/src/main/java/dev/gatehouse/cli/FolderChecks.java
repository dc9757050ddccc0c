package dev.gatehouse.cli;

import dev.gatehouse.server.DataFolder;
import dev.gatehouse.store.sqlite.FileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;

/// What `gatehouse doctor` finds out about the data folder and its disk.
final class FolderChecks {
  private static final long MEGABYTE = 1_000_000;
  private static final long FREE_MIN = 50 * MEGABYTE;
  private static final long FREE_COMFORTABLE = 1_000 * MEGABYTE;
  private static final int SYNCS = 9;
  private static final int PAGE = 4_096;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final Duration SYNC_SLOW = Duration.ofMillis(20);

  private final Checkup checkup;
  private final Path folder;
  private final boolean hasDatabase;

  /// @param hasDatabase whether the embedded database is, or will be, in the folder
  FolderChecks(Checkup checkup, Path folder, boolean hasDatabase) {
    this.checkup = checkup;
    this.folder = folder;
    this.hasDatabase = hasDatabase;
  }

  void run() {
    if (!Files.exists(folder)) {
      checkup.ok("data folder", folder + " does not exist yet");
      return;
    }
    if (!Files.isWritable(folder)) {
      checkup.fail("data folder", folder + " cannot be written", "run as its owner");
      return;
    }
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
      permissions();
    }
    if (hasDatabase) {
      FileSystem.risk(folder)
          .ifPresent(risk ->
              checkup.warn(
                  "data folder", risk, "acknowledged changes of SQLite are not safe (RL-14)"));
    }
    space();
    sync();
  }

  private void permissions() {
    var text = folder + (DataFolder.isDev(folder) ? " (dev)" : "");
    try {
      var modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
      if (modes.endsWith("------")) {
        checkup.ok("data folder", text);
      } else {
        checkup.warn(
            "data folder", text + " is open to others (" + modes + ")", "chmod 700 " + folder);
      }
    } catch (IOException unknown) {
      checkup.fail("data folder", text + ": its mode cannot be read", "look at the mount");
    }
  }

  private void space() {
    // Not by the store of the folder: in a chroot, whose root is nobody's mount point, it has none.
    long free = folder.toFile().getUsableSpace();
    var text = free / MEGABYTE + " MB free";
    if (free < FREE_MIN) {
      checkup.fail("disk", text, "make room: writes are about to be refused");
    } else if (free < FREE_COMFORTABLE) {
      checkup.warn("disk", text, "make room before writes are refused");
    } else {
      checkup.ok("disk", text);
    }
  }

  /// Every change of the embedded database waits for one synchronisation.
  private void sync() {
    try {
      var median = median();
      var text = "a synchronised write takes %d µs".formatted(median.toNanos() / NANOS_PER_MICRO);
      if (median.compareTo(SYNC_SLOW) > 0) {
        checkup.warn("fsync", text, "use a faster disk, or PostgreSQL: each change waits so long");
      } else {
        checkup.ok("fsync", text);
      }
    } catch (IOException failed) {
      checkup.fail(
          "fsync", "a synchronised write fails: " + failed.getMessage(), "look at the disk");
    }
  }

  private Duration median() throws IOException {
    var times = new long[SYNCS];
    var file = Files.createTempFile(folder, "doctor", ".tmp");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        var start = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE));
        channel.force(false);
        times[i] = System.nanoTime() - start;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(times);
    return Duration.ofNanos(times[SYNCS / 2]);
  }
}
