package dev.gatehouse.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.testing.CountedText;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// HT-13: every regular expression that the program keeps in a field, on 50 KB of text made to let
/// it go back and forth. The patterns of the API's model have a test of their own; those for
/// settings and for the command line see nothing that a client sends.
class PatternTimeTest {
  private static final int LENGTH = 50_000;

  /// Of each character; one that is read again for each that follows is read 50,000 times.
  private static final long READS_MAX = 8;

  /// Pieces that repeat: what the patterns take, and what almost fits.
  private static final List<String> PIECES =
      List.of(
          "a",
          "0",
          "-",
          ".",
          ":",
          "/",
          " ",
          "a-",
          "a.",
          "a@",
          "<",
          ">",
          "a<a>",
          "=a",
          "\\",
          "%2f",
          "a1-",
          "aa-1",
          ":1",
          "a,",
          "password=a&",
          "//",
          "arn:",
          "\t",
          "\u00e9");

  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "https://",
          "//localhost:",
          "arn:aws:cognito-idp:",
          "us-",
          "jdbc:",
          "a<",
          "GATEHOUSE_");

  @TestFactory
  Stream<DynamicTest> ht_13_every_pattern_takes_linear_time() throws Exception {
    return patterns().stream()
        .map(field -> DynamicTest.dynamicTest(name(field), () -> expectLinear(pattern(field))));
  }

  @Test
  void the_patterns_are_found() throws Exception {
    assertThat(patterns()).hasSizeGreaterThan(10);
  }

  private static void expectLinear(Pattern pattern) {
    for (var beginning : BEGINNINGS) {
      for (var piece : PIECES) {
        for (var end : List.of("", "!", "\n")) {
          var text = beginning + piece.repeat(LENGTH / piece.length()) + end;
          var counted = new CountedText(text, READS_MAX * text.length());
          assertThatCode(() -> pattern.matcher(counted).matches())
              .as("%s on %s%s…%s", pattern, beginning, piece, end)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }

  private static Pattern pattern(Field field) throws IllegalAccessException {
    return (Pattern) field.get(null);
  }

  private static List<Field> patterns() throws IOException, ClassNotFoundException {
    var fields = new ArrayList<Field>();
    var root = Path.of("src/main/java");
    try (var files = Files.walk(root)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        var path = root.relativize(file).toString();
        if (!path.matches("dev/gatehouse/(config|cli)/.*")
            && Files.readString(file).contains("Pattern.compile(")) {
          var name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
          for (var field : Class.forName(name).getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
              field.setAccessible(true);
              fields.add(field);
            }
          }
        }
      }
    }
    return fields;
  }
}
