package dev.gatehouse.store;

import dev.gatehouse.store.sql.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The migrations with one statement that fails, and one more that exists only here.
public final class BrokenMigrations {
  /// The version of the one that exists only here.
  public static final int NEXT = Migrations.VERSION + 1;

  /// Changes a table that has rows, makes one, fills it, and an index.
  private static final List<String> NEXT_STATEMENTS =
      List.of(
          "ALTER TABLE user_pool ADD COLUMN colour ${text}",
          "UPDATE user_pool SET colour = 'red'",
          "CREATE TABLE extra (name ${text} NOT NULL PRIMARY KEY)",
          "INSERT INTO extra (name) SELECT pool_id FROM user_pool",
          "CREATE INDEX user_pool_colour ON user_pool (colour)");

  /// The product's, from version 1 on.
  private static final SortedMap<Integer, String> FILES =
      new TreeMap<>(
          Map.of(
              1,
              "V1__foundation.sql",
              2,
              "V2__users.sql",
              3,
              "V3__sign_in.sql",
              4,
              "V4__messages.sql",
              5,
              "V5__administrators.sql",
              6,
              "V6__audit.sql",
              7,
              "V7__usage.sql"));

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\n");
  private static final String FAILS = "SELECT no_such_function()";

  private BrokenMigrations() {}

  /// The product's migrations after the first.
  public static IntStream later() {
    return FILES.tailMap(2).keySet().stream().mapToInt(Integer::intValue);
  }

  /// The version before that one.
  public static int before(int version) {
    return FILES.headMap(version).lastKey();
  }

  /// How many statements that migration has.
  public static int size(int version) {
    return statements(version).size();
  }

  /// Writes all migrations into `folder`, with a statement that fails before the `n`th of migration
  /// `version`; after the last one where `n` is their number.
  ///
  /// @return for Flyway
  public static List<String> failing(Path folder, int version, int n) {
    var locations = sound(folder);
    var broken = new ArrayList<>(statements(version));
    broken.add(n, FAILS);
    write(folder.resolve(fileName(version)), text(broken));
    return locations;
  }

  /// Writes all migrations as they should be.
  public static List<String> sound(Path folder) {
    for (int version : FILES.keySet()) {
      write(folder.resolve(fileName(version)), product(version));
    }
    write(folder.resolve(fileName(NEXT)), text(NEXT_STATEMENTS));
    return List.of("filesystem:" + folder);
  }

  private static String fileName(int version) {
    return version == NEXT ? "V" + NEXT + "__test.sql" : Objects.requireNonNull(FILES.get(version));
  }

  private static List<String> statements(int version) {
    if (version == NEXT) {
      return NEXT_STATEMENTS;
    }
    return List.of(COMMENT.matcher(product(version)).replaceAll("").split(";", -1)).stream()
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private static String text(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }

  private static String product(int version) {
    try (var file =
        BrokenMigrations.class.getResourceAsStream("/db/migration/" + fileName(version))) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
