package dev.gatehouse.cli;

/// What the process answers to the shell; part of the command line's contract (README.md).
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int REFUSED = 4;
  static final int NO_SERVER = 5;

  private ExitCode() {}
}
