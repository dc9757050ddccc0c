package dev.gatehouse.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `gatehouse version`.
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version of Gatehouse and of the Java that runs it.",
    footer = {"", "Example:", "  gatehouse version"})
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().println("gatehouse " + version());
    terminal.out().println("java " + Runtime.version());
  }

  /// As the jar says; `development` outside of one.
  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /// For `gatehouse --version`.
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gatehouse " + version()};
    }
  }
}
