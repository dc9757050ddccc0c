package dev.gatehouse.drill;

import dev.gatehouse.driver.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;

/// Where a server has its data, and what a crash does there.
interface Disk extends AutoCloseable {
  /// The data folder.
  Path data();

  /// Ends the server at once; then the data is as the crash leaves it.
  void crash(ServerProcess server) throws IOException;

  @Override
  void close() throws IOException;
}
