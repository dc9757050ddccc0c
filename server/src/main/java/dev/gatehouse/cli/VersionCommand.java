package dev.gatehouse.cli;

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
        "Prints the version and commit of Gatehouse and the version of the Java that runs it.",
        "gatehouse version");
  }

  @Override
  public int run(Given given) {
    var build = Build.current();
    terminal.out().println("gatehouse " + build.version());
    terminal.out().println("commit " + build.commitText());
    terminal.out().println("java " + Runtime.version());
    return ExitCode.OK;
  }
}
