package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.server.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands on the folder of a server that does not run.
class StoppedServerTest {
  @TempDir private Path temp;
  private Map<String, String> environment = Map.of();
  private Path data = Path.of("");

  @BeforeEach
  void makeFolder() {
    data = temp.resolve("data");
    environment = Map.of("GATEHOUSE_DATA", data.toString());
    try (var folder = DataFolder.open(data)) {
      folder.writeAdminKey(JsonValue.object().put("AccessKeyId", "AKIA").build());
    }
  }

  private CliRun run(String... arguments) {
    return CliRun.of(environment, arguments);
  }

  @Test
  void access_keys_are_managed_under_the_lock() {
    var made =
        run(
            "access-keys",
            "create",
            "--description",
            "ci",
            "--action",
            "cognito-idp:*",
            "--output",
            "json");
    assertThat(made.code()).isZero();
    var key = Json.parseObject(made.out());
    var id = key.string("AccessKeyId").orElseThrow();
    assertThat(key.string("SecretAccessKey").orElseThrow()).hasSize(40);
    var list = run("access-keys", "list");
    assertThat(list.out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .matches(id + "  Active  \\S+Z  -          cognito-idp:\\* on \\*  ci");
    assertThat(run("access-keys", "disable", id))
        .isEqualTo(new CliRun(0, "", "gatehouse: " + id + " is now Inactive\n"));
    assertThat(run("access-keys", "list").out()).contains("Inactive");
    assertThat(run("access-keys", "enable", id).code()).isZero();
    assertThat(run("access-keys", "delete", id))
        .isEqualTo(new CliRun(0, "", "gatehouse: deleted " + id + "\n"));
    assertThat(run("access-keys", "delete", id).code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void a_secret_is_shown_once_and_only_on_standard_output() {
    var made = run("access-keys", "create");
    assertThat(made.out()).matches("AccessKeyId AKIA\\S{16}\nSecretAccessKey \\S{40}\n");
    assertThat(made.err()).isEqualTo("gatehouse: the secret cannot be shown again\n");
    var secret = made.out().lines().skip(1).findFirst().orElseThrow().split(" ", -1)[1];
    assertThat(run("access-keys", "list", "--output", "json").out()).doesNotContain(secret);
  }

  @Test
  void ui_01_administrators_are_managed_under_the_lock() {
    var link = run("admin", "setup-link");
    assertThat(link.out()).matches("/console/#/setup\\?token=[\\w-]{43}\n");
    assertThat(link.err())
        .isEqualTo(
            """
            gatehouse: the link is good once, for 24 hours
            gatehouse: no server runs; open it at the console's address when one does
            """);
    assertThat(run("admin", "add", "ada", "--role", "Support").code()).isEqualTo(ExitCode.FAILED);
    assertThat(run("admin", "add", "ada").code()).isZero();
    assertThat(
            run("admin", "add", "grace", "--role", "PoolAdministrator", "--pool", "us-east-1_A")
                .code())
        .isZero();
    assertThat(run("admin", "list").out())
        .isEqualTo(
            """
            NAME   ROLE               POOLS        SECOND FACTOR  LAST SIGN-IN  SESSIONS
            ada    Administrator      *            off            -             link not used yet
            grace  PoolAdministrator  us-east-1_A  off            -             link not used yet
            """);
    assertThat(run("admin", "list", "--output", "json").out()).contains("\"SetUpPending\": true");
    assertThat(run("admin", "setup-link").err())
        .isEqualTo(
            "gatehouse: InvalidParameterException: Set-up is done: there are administrators. Name the"
                + " one whose link it is to be.\n");
    assertThat(run("admin", "setup-link", "grace").code()).isZero();
    assertThat(run("admin", "reset", "grace").code()).isZero();
    assertThat(run("admin", "remove", "GRACE"))
        .isEqualTo(new CliRun(0, "", "gatehouse: removed GRACE\n"));
    assertThat(run("admin", "remove", "grace").code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("admin", "remove", "ada").code()).isEqualTo(1);
    assertThat(run("admin", "reset", "a/b").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_inbox_is_read_and_emptied_under_the_lock() {
    assertThat(run("inbox", "--code"))
        .isEqualTo(new CliRun(3, "", "gatehouse: there is no message with a code\n"));
    assertThat(run("inbox", "--clear"))
        .isEqualTo(new CliRun(0, "", "gatehouse: deleted 0 messages\n"));
  }

  @Test
  void keys_of_an_unknown_pool_are_exit_code_3() {
    assertThat(run("keys", "list", "--pool", "us-east-1_none"))
        .isEqualTo(
            new CliRun(
                3,
                "",
                "gatehouse: ResourceNotFoundException: User pool us-east-1_none does not exist.\n"));
    assertThat(run("keys", "rotate", "--pool", "nonsense").code()).isEqualTo(3);
  }

  @Test
  void a_folder_in_use_is_exit_code_4() {
    try (var _ = DataFolder.open(data)) {
      var run = run("access-keys", "list");
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).contains("is in use by process");
    }
  }

  @Test
  void ks_03_a_missing_master_key_is_exit_code_4() throws Exception {
    run("access-keys", "list");
    Files.delete(temp.resolve("data.key"));
    var run = run("access-keys", "list");
    assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("was sealed with a master key, and there is none");
  }

  @Test
  void without_data_the_exit_code_is_5_and_no_folder_is_made() {
    var nowhere = temp.resolve("nowhere");
    var run = run("access-keys", "list", "--data", nowhere.toString());
    assertThat(run.code()).isEqualTo(ExitCode.NO_SERVER);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void health_is_1_while_the_server_answers_503_and_asks_without_a_key() throws IOException {
    var draining = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    draining.createContext(
        "/health/ready",
        exchange -> {
          var body = "{\"status\":\"draining\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    draining.start();
    var address = "http://127.0.0.1:" + draining.getAddress().getPort();
    Files.delete(data.resolve("admin-key.json"));
    Files.writeString(
        data.resolve("server.json"),
        "{\"Pid\":" + ProcessHandle.current().pid() + ",\"Address\":\"" + address + "\"}");
    assertThat(run("health")).isEqualTo(new CliRun(1, "{\"status\":\"draining\"}\n", ""));
    draining.stop(0);
    assertThat(run("health").code()).isEqualTo(5);
  }
}
