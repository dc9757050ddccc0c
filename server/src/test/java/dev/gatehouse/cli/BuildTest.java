package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program says it was built from, by what the build wrote.
class BuildTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "commit=" + COMMIT + ";modified=false | " + COMMIT,
        "commit=" + COMMIT + ";modified=true | " + COMMIT + " (modified)",
        "'' | unknown",
        // Without git, or without a repository, the build leaves its own words there.
        "commit=${git.commit};modified=false | unknown",
        "commit=;modified=false | unknown",
      })
  void names_the_commit_where_it_is_one(String properties, String expected) throws IOException {
    var text = properties.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
    assertThat(Build.of("1.0", new ByteArrayInputStream(text)).commitText()).isEqualTo(expected);
  }
}
