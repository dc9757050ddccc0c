package dev.gatehouse.cli;

import java.util.List;

/// An option of a command.
///
/// @param name without the dashes
/// @param label what help calls its value, such as `DIR`; empty where it takes none
/// @param text its explanation in help
/// @param choices the only values allowed, in any case; empty for any value
record CommandOption(String name, String label, String text, Times times, List<String> choices) {
  /// Whether and how often it is given.
  enum Times {
    AT_MOST_ONCE,
    EXACTLY_ONCE,
    ANY
  }

  CommandOption {
    choices = List.copyOf(choices);
  }

  /// An option without a value.
  static CommandOption flag(String name, String text) {
    return new CommandOption(name, "", text, Times.AT_MOST_ONCE, List.of());
  }

  /// An option with a value, which may be left out.
  static CommandOption value(String name, String label, String text) {
    return new CommandOption(name, label, text, Times.AT_MOST_ONCE, List.of());
  }

  CommandOption required() {
    return new CommandOption(name, label, text, Times.EXACTLY_ONCE, choices);
  }

  CommandOption repeatable() {
    return new CommandOption(name, label, text, Times.ANY, choices);
  }

  CommandOption oneOf(String... values) {
    return new CommandOption(name, label, text, times, List.of(values));
  }

  boolean takesValue() {
    return !label.isEmpty();
  }

  /// As typed: `--data`.
  String typed() {
    return "--" + name;
  }
}
