package dev.gatehouse.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program of the operating system.
public final class Command {
  private Command() {}

  /// Runs it to its end.
  ///
  /// @return what it printed
  /// @throws IOException when it is missing or fails
  public static String run(String... words) throws IOException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      var code = process.waitFor();
      if (code != 0) {
        throw new IOException(List.of(words) + " ended with " + code + ": " + out);
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
