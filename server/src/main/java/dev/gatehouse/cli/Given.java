package dev.gatehouse.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a command was given, checked against its [Usage].
///
/// @param values by the name of the option; a flag that is given has an empty list
/// @param word the argument
record Given(Map<String, List<String>> values, Optional<String> word) {
  boolean has(CommandOption option) {
    return values.containsKey(option.name());
  }

  Optional<String> value(CommandOption option) {
    return values(option).stream().findFirst();
  }

  /// The values in the order given.
  List<String> values(CommandOption option) {
    return values.getOrDefault(option.name(), List.of());
  }

  /// The value of an option that must be given.
  String required(CommandOption option) {
    return value(option).orElseThrow();
  }

  /// The argument of a command that must have one.
  String requiredWord() {
    return word.orElseThrow();
  }
}
