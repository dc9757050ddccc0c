package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  private static final Path DOCUMENT = Path.of("../docs/settings.md");
  private static final String REGENERATE = "gatehouse.regenerate";

  @Test
  void the_documentation_is_what_the_registry_says() throws IOException {
    if (Boolean.getBoolean(REGENERATE)) {
      Files.writeString(DOCUMENT, SettingsTable.markdown());
    }
    assertThat(DOCUMENT)
        .as(
            "run: mvn -pl server test -Dtest=SettingsTableTest -DargLine=-D%s=true"
                .formatted(REGENERATE))
        .hasContent(SettingsTable.markdown());
  }

  @Test
  void every_setting_is_described_in_one_line() {
    assertThat(SettingKey.all())
        .allSatisfy(key -> assertThat(key.description()).endsWith(".").doesNotContain("\n"));
  }
}
