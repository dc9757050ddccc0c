package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// RL-09, RL-11: the disk is full, then it is read-only. Writes are refused as "not now", reads,
/// key sets and machine tokens go on, and when the disk is well again so is the server, without a
/// restart and with everything that it acknowledged.
final class DiskDrill implements Drill {
  @Override
  public String says() {
    return "RL-09, RL-11: full disk, read-only disk; needs root";
  }

  @Override
  public void run(Settings settings) throws IOException {
    try (var disk = CutDisk.make("48M");
        var server = ServerProcess.launch(settings.root(), disk.data(), Start.of(Mode.SERVE))) {
      server.awaitReady();
      for (int round = 1; round <= settings.rounds(); round++) {
        try (var connection = new Connection(server.port())) {
          var site = Site.of(server, disk.data(), connection);
          site.prepare("round" + round);
          var ballast = disk.data().resolveSibling("ballast");
          fill(ballast);
          site.writeUntilRefused();
          settings.say("round %d: %d acknowledged writes to look for", round, site.acknowledged());
          site.expectReadsAndTokens();
          site.expectNotReady("full");
          Files.delete(ballast);
          site.expectWell();
          disk.setReadOnly(true);
          site.writeUntilRefused();
          site.expectReadsAndTokens();
          site.expectNotReady("the database");
          disk.setReadOnly(false);
          site.expectWell();
        }
      }
      settings.say("%d rounds: refused, served on, recovered", settings.rounds());
    }
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
