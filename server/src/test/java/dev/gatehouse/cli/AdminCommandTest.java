package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gatehouse admin` with a running server; with a stopped one: [StoppedServerTest].
class AdminCommandTest {
  @TempDir private Path temp;
  private TestServer server;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void start() {
    var data = temp.resolve("data");
    server = TestServer.start(data, ManualClock.at(Instant.now()), List.of("dev=true"));
    environment = Map.of("GATEHOUSE_DATA", data.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.of(environment, arguments);
  }

  @Test
  void administrators_are_managed_over_the_api() {
    var added = run("admin", "add", "linus");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.out()).matches(server.address() + "/console/#/setup\\?token=[\\w-]{43}\n");
    assertThat(added.err()).isEqualTo("gatehouse: the link is good once, for 24 hours\n");
    assertThat(run("admin", "list").out().lines().toList())
        .first()
        .isEqualTo("NAME   ROLE           POOLS  SECOND FACTOR  LAST SIGN-IN  SESSIONS");
    assertThat(run("admin", "list").out())
        .contains("linus  Administrator  *      off            -             link not used yet\n");
    assertThat(run("admin", "setup-link", "nobody"))
        .isEqualTo(
            new CliRun(
                3,
                "",
                "gatehouse: ResourceNotFoundException: Administrator nobody does not exist.\n"));
    assertThat(run("admin", "add", "a b"))
        .isEqualTo(
            new CliRun(
                2,
                "",
                "gatehouse: \"a b\" cannot be a name: 1 to 64 letters, digits and characters of"
                    + " _+=,.@-\n"));
  }
}
