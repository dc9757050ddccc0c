package dev.gatehouse.cli;

import picocli.CommandLine.Command;

/// Commands that the launcher script carries out itself, here so that help and completion know
/// them.
final class LauncherCommands {
  private LauncherCommands() {}

  private static CommandFailure onlyInCheckout(String name) {
    return new CommandFailure(
        ExitCode.FAILED, "`" + name + "` needs a checkout: run ./gatehouse " + name + " there");
  }

  /// `gatehouse test`.
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Runs everything that proves the code. Further arguments go to Maven.",
      footer = {"", "Example:", "  ./gatehouse test -Dtest=JwtTest"})
  static final class Test implements Runnable {
    @Override
    public void run() {
      throw onlyInCheckout("test");
    }
  }

  /// `gatehouse bench`.
  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description = "Measures the budgets of the design; the argument is seconds each (5).",
      footer = {"", "Example:", "  ./gatehouse bench 5"})
  static final class Bench implements Runnable {
    @Override
    public void run() {
      throw onlyInCheckout("bench");
    }
  }
}
