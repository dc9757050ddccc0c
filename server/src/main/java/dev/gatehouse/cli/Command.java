package dev.gatehouse.cli;

import java.util.List;

/// What one or more words of the command line stand for.
interface Command {
  /// What help, completion and the parser know of it.
  Usage usage();

  /// Does it and returns the exit code.
  ///
  /// @throws CommandFailure when it ends without its result
  /// @throws UsageException when what was given is not enough
  int run(Given given);

  /// A choice of commands. Each is made when it is asked for: a start pays for one of them alone.
  interface Group extends Command {
    /// The words that name the commands, in the order of help.
    List<String> names();

    /// The command of that name, which is one of [#names()].
    Command member(String name);

    @Override
    default int run(Given given) {
      throw new UsageException(usage(), "name a command: " + String.join(", ", names()));
    }
  }
}
