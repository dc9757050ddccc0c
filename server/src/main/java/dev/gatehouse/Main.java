package dev.gatehouse;

import dev.gatehouse.cli.Cli;
import dev.gatehouse.cli.Terminal;

/// Starts the program: the command line on this process's terminal.
public final class Main {
  private Main() {}

  static void main(String[] arguments) {
    System.exit(Cli.run(Terminal.ofProcess(), arguments));
  }
}
