package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// RL-09, RL-10, RL-11: the disk is full, then it is read-only. Writes are refused as "not now",
/// reads, key sets and machine tokens go on, a backup fails and leaves nothing, and when the disk
/// is well again so is the server, without a restart and with everything that it acknowledged. So
/// it is after a stop on a full disk, whose last checkpoint finds no room.
final class DiskDrill implements Drill {
  private static final int CHANGES = 100;
  private static final int TERMINATED = 128 + 15;

  @Override
  public String says() {
    return "RL-09, RL-10, RL-11: full disk, read-only disk; needs root";
  }

  @Override
  public void run(Settings settings) throws IOException {
    try (var journal = Journal.open();
        var disk = CutDisk.make("48M")) {
      for (int round = 1; round <= settings.rounds(); round++) {
        Site made;
        try (var server = start(settings, disk);
            var connection = new Connection(server.port())) {
          made = Site.of(server, disk.data(), connection);
          made.prepare("round" + round);
          full(settings, disk, made);
          readOnly(disk, made);
          settings.say("round %d: %d acknowledged writes", round, made.acknowledged());
          stopWithoutRoom(server, disk, made, journal);
        }
        try (var server = start(settings, disk);
            var connection = new Connection(server.port())) {
          made.on(server, disk.data(), connection).expectWell();
        }
      }
      settings.say("%d rounds: refused, served on, recovered", settings.rounds());
    }
  }

  private static ServerProcess start(Settings settings, CutDisk disk) throws IOException {
    var server = ServerProcess.launch(settings.root(), disk.data(), Start.of(Mode.SERVE));
    server.awaitReady();
    return server;
  }

  private static void full(Settings settings, CutDisk disk, Site site) throws IOException {
    var ballast = ballast(disk);
    fill(ballast);
    site.writeUntilRefused();
    site.expectReadsAndTokens();
    site.expectNotReady("full");
    expectNoBackup(settings, disk);
    Files.delete(ballast);
    site.expectWell();
  }

  private static void expectNoBackup(Settings settings, CutDisk disk) throws IOException {
    var backup = disk.data().resolveSibling("backup");
    try {
      Command.run(
          settings.root().resolve("gatehouse").toString(),
          "backup",
          backup.toString(),
          "--data",
          disk.data().toString());
      throw new DrillFailure("a backup was written to a full disk");
    } catch (IOException refused) {
      if (!String.valueOf(refused.getMessage()).contains("No space left")) {
        throw new DrillFailure("a backup does not say that the disk is full: " + refused);
      }
    }
    try (var files = Files.list(backup.getParent())) {
      var left = files.filter(file -> file.getFileName().toString().startsWith("backup")).toList();
      if (!left.isEmpty()) {
        throw new DrillFailure("a failed backup leaves " + left);
      }
    }
  }

  private static void readOnly(CutDisk disk, Site site) throws IOException {
    disk.setReadOnly(true);
    site.writeUntilRefused();
    site.expectReadsAndTokens();
    site.expectNotReady("the database");
    disk.setReadOnly(false);
    site.expectWell();
  }

  /// The log has changes that the database has no room for.
  private static void stopWithoutRoom(
      ServerProcess server, CutDisk disk, Site site, Journal journal) throws IOException {
    for (int i = 0; i < CHANGES; i++) {
      site.createAcknowledged("last" + i, journal);
    }
    var ballast = ballast(disk);
    fill(ballast);
    var code = server.stop();
    if (code != 0 && code != TERMINATED) {
      throw new DrillFailure("a stop on a full disk ends with " + code + ": " + server.log());
    }
    // The drill's own control.
    var log = disk.data().resolve("gatehouse.db-wal");
    if (Files.notExists(log) || Files.size(log) == 0) {
      throw new DrillFailure("the last checkpoint found room: it proves nothing");
    }
    Files.delete(ballast);
  }

  private static Path ballast(CutDisk disk) {
    return disk.data().resolveSibling("ballast");
  }

  /// Leaves nothing free.
  private static void fill(Path ballast) throws IOException {
    try {
      Command.run("dd", "if=/dev/zero", "of=" + ballast, "bs=64k");
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }
}
