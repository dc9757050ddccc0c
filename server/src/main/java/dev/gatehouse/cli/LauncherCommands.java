package dev.gatehouse.cli;

/// Commands that the launcher script carries out itself, here so that help and completion know
/// them.
final class LauncherCommands {
  private LauncherCommands() {}

  private static CommandFailure onlyInCheckout(String name) {
    return new CommandFailure(
        ExitCode.FAILED, "`" + name + "` needs a checkout: run ./gatehouse " + name + " there");
  }

  /// `gatehouse test`.
  static final class Test implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
          "test",
          "Runs everything that proves the code. Further arguments go to Maven.",
          "./gatehouse test -Dtest=JwtTest");
    }

    @Override
    public int run(Given given) {
      throw onlyInCheckout("test");
    }
  }

  /// `gatehouse bench`.
  static final class Bench implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
          "bench",
          "Measures the budgets of the design; the argument is seconds each (5).",
          "./gatehouse bench 5");
    }

    @Override
    public int run(Given given) {
      throw onlyInCheckout("bench");
    }
  }
}
