package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The extension is compiled with the JUnit that this build uses, and works with the oldest one
/// that it is for: a process of its own runs tests of ours with that one, which the build puts into
/// `target/junit5`.
class OlderJUnitTest {
  private static final Path JUNIT = Path.of("target/junit5");

  @Test
  void works_with_junit_5_10() throws IOException, InterruptedException {
    var run = run(TransactionsTest.class, OnePerClassTest.class, OnePerTestTest.class);
    assertThat(run.output).contains("8 tests found", "8 tests successful");
    assertThat(run.exitCode).isZero();
  }

  /// The twin: a failure there is seen here, and the JUnit there is the older one.
  @Test
  void sees_a_test_that_fails_there() throws IOException, InterruptedException {
    var run = run(Failing.class);
    assertThat(run.output).contains("junit-platform-console-standalone-1.10.");
    assertThat(run.exitCode).isEqualTo(1);
  }

  /// Not a test of this build: only the other process is told of it.
  static class Failing {
    @Test
    void says_what_runs_it() {
      fail("run by " + Test.class.getProtectionDomain().getCodeSource().getLocation());
    }
  }

  private record Run(int exitCode, String output) {}

  private static Run run(Class<?>... classes) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--details=tree"));
    for (var test : classes) {
      command.addAll(List.of("--select-class", test.getName()));
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  /// This class path with the other JUnit.
  private static String classPath() throws IOException {
    var entries = new ArrayList<String>();
    try (var jars = Files.list(JUNIT)) {
      jars.map(Path::toString).forEach(entries::add);
    }
    assertThat(entries).as("jars in %s", JUNIT.toAbsolutePath()).hasSize(1);
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!Path.of(entry).getFileName().toString().startsWith("junit-")) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
