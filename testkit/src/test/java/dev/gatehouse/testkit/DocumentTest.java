package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page for users shows what runs here.
class DocumentTest {
  private static final Path PAGE = Path.of("../docs/testkit.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/gatehouse/testkit/TransactionsTest.java");

  /// The page's own test would be in a package of its user.
  @Test
  void the_example_of_the_page_is_a_test_that_runs() throws IOException {
    var example = Files.readString(EXAMPLE);
    var shown = example.substring(example.indexOf("class TransactionsTest"));
    assertThat(Files.readString(PAGE))
        .contains("```java\n" + imports(example) + "\n" + shown + "```");
  }

  private static String imports(String example) {
    var lines = new StringBuilder();
    example
        .lines()
        .filter(line -> line.startsWith("import "))
        .forEach(line -> lines.append(line).append('\n'));
    return lines
        .toString()
        .replaceFirst(
            "import java.time",
            "import dev.gatehouse.testkit.GatehouseExtension;\nimport dev.gatehouse.testkit.MovableClock;\nimport java.time");
  }
}
