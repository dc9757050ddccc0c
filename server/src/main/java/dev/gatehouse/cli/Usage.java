package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How a command is used.
///
/// @param name the words that name it, such as `keys list`; empty for the program itself
/// @param text what it does; its first line stands in the list of commands
/// @param example a whole line that works, where `$CLIENT`, `$POOL`, `$KEY`, `$TOKEN`, `$JWKS`,
///   `$FILE`, `$FOLDER` and `$URL` stand for what the user has
/// @param argument the one word that it takes besides options
record Usage(
    String name,
    String text,
    String example,
    Optional<Argument> argument,
    List<CommandOption> options) {

  /// A word besides the options.
  ///
  /// @param label what help calls it
  record Argument(String label, String text, boolean required) {}

  Usage {
    options = List.copyOf(options);
  }

  static Usage of(String name, String text, String example) {
    return new Usage(name, text, example, Optional.empty(), List.of());
  }

  /// Also with these options, which help shows after those named before.
  Usage options(List<CommandOption> more) {
    var all = new ArrayList<>(options);
    all.addAll(more);
    return new Usage(name, text, example, argument, all);
  }

  Usage options(CommandOption... more) {
    return options(Arrays.asList(more));
  }

  /// With an argument that must be given.
  Usage argument(String label, String explanation) {
    return with(new Argument(label, explanation, true));
  }

  /// With an argument that may be left out.
  Usage optionalArgument(String label, String explanation) {
    return with(new Argument(label, explanation, false));
  }

  private Usage with(Argument word) {
    return new Usage(name, text, example, Optional.of(word), options);
  }

  /// What one types to get to it: `gatehouse keys list`.
  String program() {
    return name.isEmpty() ? "gatehouse" : "gatehouse " + name;
  }

  /// One line on what it does.
  String summary() {
    return text.lines().findFirst().orElse("");
  }
}
