package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @TempDir private Path folder;

  private SettingValues file(String yaml) {
    return SettingsReader.read(Optional.of(write(yaml)), Map.of(), List.of());
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("gatehouse.yaml"), yaml);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static SettingValues environment(Map<String, String> variables) {
    return SettingsReader.read(Optional.empty(), variables, List.of());
  }

  private static SettingValues command(String... assignments) {
    return SettingsReader.read(Optional.empty(), Map.of(), List.of(assignments));
  }

  @Test
  void the_later_source_wins() {
    var yaml = write("http.port: 1\nhttp.bind: '::1'\naccount-id: 111111111111\n");
    var variables = Map.of("GATEHOUSE_HTTP_PORT", "2", "GATEHOUSE_HTTP_BIND", "127.0.0.2");
    var values =
        SettingsReader.read(Optional.of(yaml), variables, List.of("http.port=3", "http.port=4"));
    assertThat(values.lines())
        .contains(
            "http.port = 4 (the command line)",
            "http.bind = 127.0.0.2 (environment GATEHOUSE_HTTP_BIND)",
            "account-id = 111111111111 (file " + yaml + ")",
            "issuer = public-url (default)");
  }

  @Test
  void the_file_takes_flat_keys_nested_maps_and_lists() {
    var settings =
        Settings.of(
            file(
                """
                http:
                  port: 17
                  management.port: 18
                  trusted-proxies: [10.0.0.7, "::1"]
                regions:
                  - eu-west-1
                  - us-east-1
                account-id: 000000000017
                dev: false
                """));
    assertThat(settings.publicListener().port()).isEqualTo(17);
    assertThat(settings.management()).contains(new Settings.Listener("127.0.0.1", 18));
    assertThat(settings.limits().trustedProxies())
        .containsExactly(
            AddressBlock.of(InetAddress.ofLiteral("10.0.0.7")),
            AddressBlock.of(InetAddress.ofLiteral("::1")));
    assertThat(settings.naming().regions()).containsExactly("eu-west-1", "us-east-1");
    assertThat(settings.naming().accountId()).isEqualTo("000000000017");
  }

  @Test
  void an_empty_file_sets_nothing() {
    assertThat(Settings.of(file("# nothing\n"))).isEqualTo(Settings.of(command()));
  }

  @Test
  void ks_18_unknown_keys_are_refused_with_the_nearest_known_one() {
    assertThatThrownBy(() -> command("http.prot=1"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "unknown setting http.prot (from the command line); the nearest known one is"
                + " http.port");
    assertThatThrownBy(() -> file("http:\n  header_max: 1\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "unknown setting http.header_max (from file %s); the nearest known one is"
                + " http.header-max",
            folder.resolve("gatehouse.yaml"));
    assertThatThrownBy(() -> environment(Map.of("GATEHOUSE_REGION", "eu-west-1")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "unknown variable GATEHOUSE_REGION in the environment; the nearest known one is"
                + " GATEHOUSE_REGIONS");
  }

  @Test
  void variables_that_are_no_settings_are_left_alone() {
    var variables =
        Map.of(
            "GATEHOUSE_DATA", "x",
            "GATEHOUSE_MASTER_KEY", "x",
            "GATEHOUSE_SERVICE_HOST", "10.0.0.1",
            "GATEHOUSE_SERVICE_PORT_HTTP", "9229",
            "GATEHOUSE_PORT", "tcp://10.0.0.1:9229",
            "GATEHOUSE_PORT_9229_TCP_ADDR", "10.0.0.1",
            "HTTP_PORT", "x");
    assertThat(environment(variables).lines()).isEqualTo(command().lines());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "",
      textBlock =
          """
          http.port=65536 | a port, 0 to 65535 (0: any free one)
          http.port=-1 | a port, 0 to 65535 (0: any free one)
          http.port=+1 | a port, 0 to 65535 (0: any free one)
          http.port=99999999999999 | a port, 0 to 65535 (0: any free one)
          http.port= | a port, 0 to 65535 (0: any free one)
          http.bind=example.com | an IP address or localhost
          public-url=ftp://a | an http or https address without query, such as https://id.example.com
          public-url=https://u:p@a | an http or https address without query, such as https://id.example.com
          public-url=https://a/?b | an http or https address without query, such as https://id.example.com
          public-url=id.example.com | an http or https address without query, such as https://id.example.com
          regions= | one or more region names, such as us-east-1,eu-west-1
          regions=us-east-1,,eu-west-1 | one or more region names, such as us-east-1,eu-west-1
          regions=US-EAST-1 | one or more region names, such as us-east-1,eu-west-1
          account-id=1 | 12 digits
          issuer=AWS | public-url, aws
          domain-suffix=.example.com | a host name in lower case
          domain-suffix=Example.com | a host name in lower case
          master-key.file= | a file name
          cache.stale-max=10 | a duration such as 500ms, 10s, 10m, 2h or 0
          cache.stale-max=10w | a duration such as 500ms, 10s, 10m, 2h or 0
          cache.stale-max=366d | a duration such as 500ms, 10s, 10m, 2h or 0
          http.header-max=1023 | a size of 1KiB to 1MiB, such as 16KiB
          http.header-max=2MiB | a size of 1KiB to 1MiB, such as 16KiB
          http.header-max=9999999MiB | a size of 1KiB to 1MiB, such as 16KiB
          http.connections-max=0 | a whole number from 1 to 1000000
          http.trusted-proxies=proxy | IP addresses and networks, such as 10.0.0.7,10.1.0.0/16
          throttle.requests-per-second=1.5 | a whole number from 0 to 1000000
          log.format=xml | auto, json, text
          log.level=trace | error, warn, info, debug
          dev=yes | true or false
          """)
  void a_value_that_is_not_allowed_is_refused(String assignment, String allowed) {
    var parts = assignment.split("=", 2);
    assertThatThrownBy(() -> command(assignment))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting %s: \"%s\" (from the command line) is not allowed; it must be %s",
            parts[0], parts[1], allowed);
  }

  @Test
  void a_database_address_never_shows_its_password() {
    var url =
        "jdbc:postgresql://u:hunter2@db/g?user=u&password=hunter2&sslpassword=hunter2&ssl=true";
    assertThat(command("database.url=" + url).lines())
        .contains(
            "database.url ="
                + " jdbc:postgresql://u:***@db/g?user=u&password=***&sslpassword=***&ssl=true"
                + " (the command line)");
    assertThat(Settings.of(command("database.url=" + url)).toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> command("database.url=postgresql://u:hunter2@db/g"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting database.url: (not shown) (from the command line) is not allowed; it must be"
                + " jdbc:postgresql://host:port/database?user=…");
  }

  @Test
  void a_file_that_is_no_settings_file_is_refused() {
    assertThatThrownBy(() -> file("[1, 2]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith("must hold keys with values");
    assertThatThrownBy(() -> file("http.port: 1\n---\nhttp.port: 2\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith("must hold keys with values");
    assertThatThrownBy(() -> file("http.port: !!int 1\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not YAML: ");
    assertThatThrownBy(() -> file("a: [\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not YAML: ");
    assertThatThrownBy(() -> file("http.port: 1\nhttp.port: 2\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("duplicate key http.port");
    assertThatThrownBy(
            () -> SettingsReader.read(Optional.of(folder.resolve("no.yaml")), Map.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no.yaml cannot be read: ");
  }

  @Test
  void an_assignment_needs_a_key_and_a_value() {
    for (var wrong : List.of("http.port", "=1", "")) {
      assertThatThrownBy(() -> command(wrong))
          .isInstanceOf(SettingsException.class)
          .hasMessage("\"%s\" is not key=value, such as http.port=9229", wrong);
    }
  }
}
