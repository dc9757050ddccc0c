package dev.gatehouse.cli;

import java.util.Optional;

/// `gatehouse version`.
final class VersionCommand implements Command {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
        "version",
        "Prints the version of Gatehouse and of the Java that runs it.",
        "gatehouse version");
  }

  @Override
  public int run(Given given) {
    terminal.out().println("gatehouse " + version());
    terminal.out().println("java " + Runtime.version());
    return ExitCode.OK;
  }

  /// As the jar says; `development` outside of one.
  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
