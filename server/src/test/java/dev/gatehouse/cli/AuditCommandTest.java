package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gatehouse audit`, against a running server and on the folder of a stopped one.
class AuditCommandTest {
  @TempDir private Path temp;

  private CliRun run(String... arguments) {
    return CliRun.of(Map.of("GATEHOUSE_DATA", temp.resolve("data").toString()), arguments);
  }

  /// The commands sign with the real time, so the server's clock stands there.
  private TestServer server() {
    return TestServer.start(
        temp.resolve("data"), ManualClock.at(Instant.now()), List.of("dev=true"));
  }

  private static String pool(TestServer server) {
    return server
        .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
        .object("UserPool")
        .flatMap(made -> made.string("Id"))
        .orElseThrow();
  }

  @Test
  void events_are_shown_exported_and_examined() {
    try (var server = server()) {
      var pool = pool(server);
      var other = pool(server);

      var tail = run("audit", "tail", "--pool", pool);
      assertThat(tail.code()).isZero();
      assertThat(tail.out().lines().toList())
          .hasSize(2)
          .last()
          .asString()
          .matches("\\S+Z +CreateUserPool +" + pool + " +\\S+ +127\\.0\\.0\\.1");
      assertThat(run("audit", "tail", "--count", "1").out()).contains(other).doesNotContain(pool);
      var json = Json.parseObject(run("audit", "tail", "--output", "json").out());
      assertThat(Members.objects(json, "Events")).hasSize(2);
      assertThat(run("audit", "tail", "--count", "0"))
          .isEqualTo(
              new CliRun(
                  ExitCode.USAGE,
                  "",
                  "gatehouse: --count takes 1 to 500, not \"0\"\n`gatehouse audit tail --help` explains how it is used.\n"));

      var lines = run("audit", "export").out().lines().map(Json::parseObject).toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst().string("UserPoolId")).contains(other);

      Patience.until(
          "the links",
          () -> run("audit", "verify"),
          run ->
              run.equals(
                  new CliRun(
                      0, "2 events as they were written, 0 of them not in the chain yet\n", "")));
    }
  }

  @Test
  void ui_19_commands_on_the_folder_of_a_stopped_server_are_there_as_its_owner_s() {
    server().close();
    assertThat(run("access-keys", "create", "--description", "ci").code()).isZero();
    assertThat(run("access-keys", "delete", "AKIAAAAAAAAAAAAAAAAA").code())
        .isEqualTo(ExitCode.NOT_FOUND);

    assertThat(run("audit", "tail").out().lines().skip(1).toList())
        .hasSize(2)
        .first()
        .asString()
        .matches("\\S+Z +CreateAccessKey +- +\\S+:root +local");
    assertThat(run("audit", "tail").out().lines().toList().getLast())
        .matches("\\S+Z +DeleteAccessKey +- +\\S+:root +local +ResourceNotFoundException");
  }

  @Test
  void au_3_verify_fails_and_names_what_somebody_has_changed() throws SQLException {
    try (var server = server()) {
      pool(server);
    }
    assertThat(run("audit", "verify").code()).isZero();
    var event =
        Members.objects(Json.parseObject(run("audit", "tail", "--output", "json").out()), "Events");
    var id = event.getFirst().string("EventId").orElseThrow();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/gatehouse.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE audit_event SET document = REPLACE(document, 'CreateUserPool', 'X')");
    }

    assertThat(run("audit", "verify"))
        .isEqualTo(
            new CliRun(1, "the audit log was changed: after 0 events, event " + id + "\n", ""));
    assertThat(Json.parseObject(run("audit", "verify", "--output", "json").out()).bool("Valid"))
        .contains(false);
  }
}
