package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Scrape;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of metrics in the operations guide: it names every series that there is, on either
/// database, and none that there is not.
class MetricsTableTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(gatehouse_[a-z_]+)` \\|");

  @Test
  void the_guide_names_every_series() throws IOException {
    var named = new TreeSet<String>();
    var rows = ROW.matcher(Files.readString(Path.of("../docs/operations.md")));
    while (rows.find()) {
      named.add(rows.group(1));
    }
    var shown = new TreeSet<String>();
    try (var server = TestServer.strict()) {
      shown.addAll(families(server));
    }
    try (var server = TestServer.strict("database.url=" + TestDatabases.migratedUrl())) {
      shown.addAll(families(server));
    }
    assertThat(shown).isEqualTo(named);
  }

  private static Set<String> families(TestServer server) {
    server.cognito("ListUserPools", "{\"MaxResults\":1}");
    server.get("/nothing");
    server.get("/oauth2/token");
    var address = "http://localhost:" + server.managementPort() + "/metrics";
    var families =
        new TreeSet<>(
            Scrape.of(server.send(HttpRequest.newBuilder(URI.create(address))).body()).families());
    families.removeIf(name -> !name.startsWith("gatehouse_"));
    return families;
  }
}
