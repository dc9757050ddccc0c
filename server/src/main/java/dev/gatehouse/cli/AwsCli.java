package dev.gatehouse.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The AWS CLI that the user's shell would run.
///
/// @param version for instance `2.9.19`
record AwsCli(Path program, String version) {
  private static final Pattern VERSION =
      Pattern.compile("aws-cli/((\\d{1,4})\\.(\\d{1,4})\\.\\S*)");
  private static final long ANSWER_SECONDS_MAX = 20;

  /// The first `aws` on the PATH that says its version; empty when there is none.
  static Optional<AwsCli> installed(Terminal terminal) {
    for (var folder : terminal.variable("PATH").orElse("").split(File.pathSeparator, -1)) {
      var program = Path.of(folder.isEmpty() ? "." : folder, "aws");
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return ask(program, terminal);
      }
    }
    return Optional.empty();
  }

  private static Optional<AwsCli> ask(Path program, Terminal terminal) {
    try {
      var builder = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(terminal.environment());
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var version = VERSION.matcher(said);
      return version.find() ? Optional.of(new AwsCli(program, version.group(1))) : Optional.empty();
    } catch (IOException cannotRun) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Whether it does not know `AWS_ENDPOINT_URL_<SERVICE>`, which came with 1.29.0 and 2.13.0.
  boolean isTooOldForEndpointVariables() {
    var parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    return major < 1 || (major == 1 && minor < 29) || (major == 2 && minor < 13);
  }
}
