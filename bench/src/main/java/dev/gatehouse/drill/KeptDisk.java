package dev.gatehouse.drill;

import dev.gatehouse.driver.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process dies, the operating system lives: what was written is there, synced or not.
final class KeptDisk implements Disk {
  private final Path data;

  private KeptDisk(Path data) {
    this.data = data;
  }

  static KeptDisk in(Path folder) throws IOException {
    return new KeptDisk(Files.createTempDirectory(folder, "drill"));
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public void crash(ServerProcess server) {
    server.kill();
  }

  @Override
  public void close() {
    // The folder stays, for whoever wants to look at it.
  }
}
