package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.JavaProcess;
import dev.gatehouse.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RL-51: whoever catches an `OutOfMemoryError` and goes on may be a zombie that looks well. The
/// launcher's option ends the process before anybody can.
class OutOfMemoryTest {
  private static final String ENDS = "-XX:+ExitOnOutOfMemoryError";

  /// What the JVM ends with then.
  private static final int EXIT_CODE = 3;

  /// Runs out of memory as a handler might, and goes on as the server does after a handler failed.
  static final class Hog {
    private Hog() {}

    public static void main(String[] arguments) throws InterruptedException {
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                var kept = new ArrayList<byte[]>();
                try {
                  while (true) {
                    kept.add(new byte[1 << 20]);
                  }
                } catch (OutOfMemoryError caught) {
                  if (kept.isEmpty()) {
                    throw caught;
                  }
                }
              });
      thread.join();
    }
  }

  @ParameterizedTest
  @CsvSource({ENDS + "," + EXIT_CODE, "-XX:-ExitOnOutOfMemoryError,0"})
  void rl_51_a_process_without_memory_ends_at_once(String option, int exitCode) throws Exception {
    var command = JavaProcess.command(Hog.class.getName(), List.of(option, "-Xmx24m"));
    var process = JavaProcess.of(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThat(Patience.end(process)).isEqualTo(exitCode);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void rl_51_the_launcher_says_so() throws Exception {
    assertThat(Files.readString(Path.of("../gatehouse"))).contains(ENDS);
  }
}
