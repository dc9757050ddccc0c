package dev.gatehouse.cli;

import java.util.Locale;

/// The findings of `gatehouse doctor`, one line each: `ok`, `warn` with what to do, or `FAIL`.
final class Checkup {
  private final Terminal terminal;
  private boolean failed;

  Checkup(Terminal terminal) {
    this.terminal = terminal;
  }

  void ok(String what, String text) {
    say("ok", what, text);
  }

  /// It works, but not well or not safely.
  ///
  /// @param remedy what to do
  void warn(String what, String text, String remedy) {
    say("warn", what, text + "; " + remedy);
  }

  /// It does not work.
  ///
  /// @param remedy what to do
  void fail(String what, String text, String remedy) {
    failed = true;
    say("FAIL", what, text + "; " + remedy);
  }

  boolean hasFailed() {
    return failed;
  }

  private void say(String finding, String what, String text) {
    terminal.out().println(String.format(Locale.ROOT, "%-4s  %-11s  %s", finding, what, text));
  }
}
