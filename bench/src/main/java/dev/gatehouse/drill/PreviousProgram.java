package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The program as it was before the database's schema changed last, from the history of the
/// checkout: what an installation runs that is upgraded.
///
/// @param root its checkout, built
/// @param schema the version of the schema that it knows
/// @param next the version that comes after it, several later where one change added them all
record PreviousProgram(Path root, int schema, int next) {
  private static final Path MIGRATIONS = Path.of("server/src/main/resources/db/migration");

  /// Checks it out into a folder of bench and builds it, unless that has been done.
  ///
  /// @param root the checkout whose past it is
  /// @throws IOException when the history is missing or does not build
  static PreviousProgram build(Path root) throws IOException {
    var newest = newestMigration(root);
    var added = git(root, "log", "--diff-filter=A", "--format=%H", "-1", "--", newest.toString());
    var commit = git(root, "rev-parse", "--verify", added.isEmpty() ? "HEAD" : added + "^");
    var folder = root.resolve("bench/target/previous");
    if (Files.notExists(folder)) {
      Command.run("git", "clone", "-q", "--no-checkout", root.toString(), folder.toString());
    }
    git(folder, "fetch", "-q", root.toString(), commit);
    git(folder, "checkout", "-q", "--force", "--detach", commit);
    Command.run(folder.resolve("gatehouse").toString(), "version");
    return new PreviousProgram(folder, version(newestMigration(folder)), version(newest));
  }

  /// Relative to the checkout.
  private static Path newestMigration(Path root) throws IOException {
    try (var files = Files.list(root.resolve(MIGRATIONS))) {
      return files
          .max(Comparator.comparingInt(PreviousProgram::version))
          .map(root::relativize)
          .orElseThrow();
    }
  }

  /// Of a migration, whose name begins with it: `V12__name.sql`.
  private static int version(Path migration) {
    var name = migration.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private static String git(Path checkout, String... words) throws IOException {
    var command = new String[words.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = checkout.toString();
    System.arraycopy(words, 0, command, 3, words.length);
    return Command.run(command).strip();
  }
}
