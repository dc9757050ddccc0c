package dev.gatehouse.cli;

/// Commands that the launcher script carries out itself, here so that help and completion know
/// them.
final class LauncherCommands {
  private LauncherCommands() {}

  static Command test() {
    return new InCheckout(
        Usage.of(
            "test",
            "Runs everything that proves the code. Further arguments go to Maven.",
            "./gatehouse test -Dtest=JwtTest"));
  }

  static Command bench() {
    return new InCheckout(
        Usage.of(
                "bench",
                "Measures the budgets of the design, each beside a yardstick of the same run.",
                "./gatehouse bench --only users 10")
            .optionalArgument("SECONDS", "Of each measurement; 5 where it is left out.")
            .options(
                CommandOption.value(
                    "only",
                    "PART[,PART]...",
                    "Only these: start, tokens, writes, pools, users, neighbours, tell."),
                CommandOption.value(
                    "samples",
                    "N",
                    "How often each request is sent whose time might tell of a user; 400."),
                CommandOption.value("users", "N", "The size of the largest user pool; 1000000.")));
  }

  static Command drill() {
    return new InCheckout(
        Usage.of(
            "drill",
            "Breaks a running server on purpose and says whether what must hold does.",
            "./gatehouse drill kill --rounds 20"));
  }

  static Command packages() {
    return new InCheckout(
        Usage.of(
            "package",
            "Makes the archives, the Debian package and the bill of materials, in target/dist.",
            "./gatehouse package"));
  }

  static Command train() {
    return new InLauncher(
        Usage.of(
            "train",
            "Makes starts faster: keeps an AOT cache for this Java in the program's folder.",
            "./gatehouse train"));
  }

  static Command javaOptions() {
    return new InLauncher(
        Usage.of(
            "java-options",
            "Prints what `java @FILE` needs to run without the launcher and its shell.",
            "./gatehouse java-options"));
  }

  /// A command of a checkout: elsewhere there is nothing to build or to prove.
  private record InCheckout(Usage usage) implements Command {
    @Override
    public int run(Given given) {
      var name = usage.name();
      throw new CommandFailure(
          ExitCode.FAILED, "`" + name + "` needs a checkout: run ./gatehouse " + name + " there");
    }
  }

  /// A command that only the script knows how to carry out, in a checkout and in an installation.
  private record InLauncher(Usage usage) implements Command {
    @Override
    public int run(Given given) {
      throw new CommandFailure(
          ExitCode.FAILED, "`" + usage.name() + "` needs the launcher: run it by the script");
    }
  }
}
