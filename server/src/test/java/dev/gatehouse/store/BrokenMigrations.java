package dev.gatehouse.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The migrations with one statement that fails, and a second one that exists only here.
public final class BrokenMigrations {
  /// Changes a table that has rows, makes one, fills it, and an index.
  private static final List<String> SECOND =
      List.of(
          "ALTER TABLE user_pool ADD COLUMN colour ${text}",
          "UPDATE user_pool SET colour = 'red'",
          "CREATE TABLE extra (name ${text} NOT NULL PRIMARY KEY)",
          "INSERT INTO extra (name) SELECT pool_id FROM user_pool",
          "CREATE INDEX user_pool_colour ON user_pool (colour)");

  private static final String FIRST = "V1__foundation.sql";
  private static final String FAILS = "SELECT no_such_function()";

  private BrokenMigrations() {}

  /// How many statements the first migration has.
  public static int first() {
    return firstStatements().size();
  }

  /// How many statements the second one has.
  public static int second() {
    return SECOND.size();
  }

  /// Writes both migrations into `folder`, with a statement that fails before the `n`th of
  /// migration `version`; after the last one where `n` is their number.
  ///
  /// @return for Flyway
  public static List<String> failing(Path folder, int version, int n) {
    return write(
        folder,
        version == 1 ? text(broken(firstStatements(), n)) : firstText(),
        version == 2 ? broken(SECOND, n) : SECOND);
  }

  /// Writes both migrations as they should be.
  public static List<String> sound(Path folder) {
    return write(folder, firstText(), SECOND);
  }

  private static List<String> broken(List<String> statements, int n) {
    var all = new ArrayList<>(statements);
    all.add(n, FAILS);
    return all;
  }

  private static List<String> write(Path folder, String first, List<String> second) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FIRST), first);
      Files.writeString(folder.resolve("V2__test.sql"), text(second));
      return List.of("filesystem:" + folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }

  private static List<String> firstStatements() {
    return List.of(firstText().strip().split(";\\s*\n?", -1)).stream()
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private static String firstText() {
    try (var file = BrokenMigrations.class.getResourceAsStream("/db/migration/" + FIRST)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
