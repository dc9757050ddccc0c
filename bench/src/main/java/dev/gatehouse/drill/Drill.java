package dev.gatehouse.drill;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// One drill.
interface Drill {
  /// One line: which checks it shows, what its options mean.
  String says();

  /// Runs it.
  ///
  /// @throws DrillFailure when what must hold does not
  void run(Settings settings) throws Exception;

  /// How to run a drill.
  ///
  /// @param root the checkout, built
  /// @param rounds how often
  /// @param seed of all that is random
  /// @param roundTime of a drill whose rounds last as long as one likes
  record Settings(Path root, int rounds, long seed, Duration roundTime, PrintStream out) {
    /// Prints a line of the report.
    @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
    void say(String format, Object... arguments) {
      out.println(String.format(Locale.ROOT, format, arguments));
    }

    /// Shows that it goes on.
    void progress() {
      System.err.print('.');
    }
  }
}
