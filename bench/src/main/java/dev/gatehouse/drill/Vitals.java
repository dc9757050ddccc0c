package dev.gatehouse.drill;

import dev.gatehouse.driver.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process holds, as Linux counts it.
///
/// @param residentKibibytes memory
/// @param files open descriptors
record Vitals(long residentKibibytes, long files, long threads) {
  static Vitals of(ServerProcess server) throws IOException {
    var process = Path.of("/proc/" + server.pid());
    try (var files = Files.list(process.resolve("fd"))) {
      return new Vitals(status(process, "VmRSS:"), files.count(), status(process, "Threads:"));
    }
  }

  private static long status(Path process, String name) throws IOException {
    for (var line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + name + " of " + process);
  }
}
