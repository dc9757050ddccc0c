package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Commands against a running server: results, streams and exit codes.
class RunningServerTest {
  private static @TempDir @Nullable Path temp;
  private static @Nullable TestServer opened;
  private static Map<String, String> environment = Map.of();
  private static JsonObject story = Json.parseObject("{}");

  @BeforeAll
  static void open() {
    var data = Objects.requireNonNull(temp).resolve("data");
    opened = TestServer.start(data, ManualClock.at(Instant.now()), List.of("dev=true"));
    environment = Map.of("GATEHOUSE_DATA", data.toString());
    story = Json.parseObject(run("quickstart", "--output", "json").out());
  }

  /// The commands sign with the real time.
  @BeforeEach
  void setClock() {
    server().clock().set(Instant.now());
  }

  @AfterAll
  static void close() {
    server().close();
  }

  private static TestServer server() {
    return Objects.requireNonNull(opened);
  }

  private static CliRun run(String... arguments) {
    return CliRun.of(environment, arguments);
  }

  private static String client() {
    return story.string("ClientId").orElseThrow();
  }

  private static String pool() {
    return story.string("UserPoolId").orElseThrow();
  }

  @Test
  void quickstart_plays_the_story_and_uses_again_what_is_there() {
    var again = run("quickstart", "--output", "json");
    var second = Json.parseObject(again.out());
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("a server runs on");
    for (var name : List.of("UserPoolId", "Domain", "ClientId")) {
      assertThat(second.string(name)).as(name).isEqualTo(story.string(name));
    }
    assertThat(second.bool("Verified")).contains(true);
    assertThat(second.object("Claims").orElseThrow().string("scope"))
        .contains("transactions/get transactions/post");
    var text = run("quickstart");
    assertThat(text.out())
        .contains("User pool   " + pool(), "\"client_id\": \"" + client() + "\"", "By hand:");
  }

  @Test
  void quickstart_ends_with_a_link_that_opens_the_console_signed_in() {
    try (var own = TestServer.dev()) {
      own.clock().set(Instant.now());
      var data = Map.of("GATEHOUSE_DATA", own.folder().toString());
      var first = Json.parseObject(CliRun.of(data, "quickstart", "--output", "json").out());
      var text = CliRun.of(data, "quickstart").out();
      var link = text.replaceFirst("(?s).*\nConsole     (.*)\n", "$1");
      var pool = first.string("UserPoolId").orElseThrow();
      assertThat(link)
          .startsWith(own.address() + "/console/user-pools/" + pool + "/overview#/link?token=");
      assertThat(signIn(own, first.string("Console").orElseThrow()).status())
          .as("the one before it")
          .isEqualTo(401);
      assertThat(signIn(own, link).json().string("Name")).contains("dev");
    }
  }

  private static TestServer.Answer signIn(TestServer server, String link) {
    var token = link.replaceFirst(".*token=", "");
    return Browser.at(server).post("session", "{\"LinkToken\":\"" + token + "\"}");
  }

  @Test
  void quickstart_says_why_there_is_no_link_where_others_reach_the_console() {
    try (var remote = TestServer.dev("http.bind=0.0.0.0", "dev-allow-remote=true")) {
      remote.clock().set(Instant.now());
      var run = CliRun.of(Map.of("GATEHOUSE_DATA", remote.folder().toString()), "quickstart");
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("By hand:").doesNotContain("Console ");
      assertThat(run.err())
          .endsWith(
              "gatehouse: no link to the console: NotAuthorizedException: Only a dev server that"
                  + " nobody but this machine reaches makes links that sign in.\n");
    }
  }

  @Test
  void the_secret_is_not_among_what_quickstart_prints() {
    var secret = secret();
    assertThat(run("quickstart").out()).doesNotContain(secret);
    assertThat(Json.text(story)).doesNotContain(secret);
  }

  private static String secret() {
    return server()
        .cognito(
            "DescribeUserPoolClient",
            "{\"UserPoolId\":\"" + pool() + "\",\"ClientId\":\"" + client() + "\"}")
        .object("UserPoolClient")
        .flatMap(found -> found.string("ClientSecret"))
        .orElseThrow();
  }

  @Test
  void health_is_what_the_server_answers_and_its_exit_code() {
    assertThat(run("health")).isEqualTo(new CliRun(0, "{\"status\":\"ready\"}\n", ""));
  }

  @Test
  void env_exports_the_key_the_region_and_the_endpoints_of_the_services_offered_alone() {
    var address = server().address();
    assertThat(run("env"))
        .isEqualTo(
            new CliRun(
                0,
                """
                export AWS_ACCESS_KEY_ID=%s
                export AWS_SECRET_ACCESS_KEY=%s
                export AWS_REGION=us-east-1
                export AWS_DEFAULT_REGION=us-east-1
                export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=%s
                export AWS_ENDPOINT_URL_COGNITO_IDENTITY=%s
                export AWS_ENDPOINT_URL_STS=%s
                """
                    .formatted(
                        server().accessKeyId(),
                        server().secretAccessKey(),
                        address,
                        address,
                        address),
                ""));
  }

  @Test
  void env_adds_the_function_where_the_aws_cli_is_too_old() throws IOException {
    var folder = Files.createTempDirectory(Objects.requireNonNull(temp), "bin");
    var aws = Files.writeString(folder.resolve("aws"), "#!/bin/sh\necho aws-cli/2.9.19\n");
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    var more = new HashMap<>(environment);
    more.put("PATH", folder + ":/usr/bin:/bin");
    assertThat(CliRun.of(more, "env").out()).contains("aws() {\n", server().address());
    more.put("AWS_SESSION_TOKEN", "of other credentials");
    assertThat(CliRun.of(more, "env").out()).contains("export AWS_SESSION_TOKEN=\n");
  }

  @Test
  void token_prints_a_token_that_verifies() {
    var token = run("token", "--client", client(), "--verify");
    assertThat(token.code()).isZero();
    assertThat(token.err()).isEqualTo("gatehouse: signature, issuer and lifetime are right\n");
    var verified = run("jwt", "verify", token.out().strip());
    assertThat(verified.code()).isZero();
    assertThat(Json.parseObject(verified.out()).object("claims").orElseThrow().string("sub"))
        .contains(client());
    var altered = token.out().strip().replaceFirst("\\.ey", ".eX");
    assertThat(run("jwt", "verify", altered).code()).isNotZero();
  }

  @Test
  void token_asks_for_scopes_and_decodes() {
    var run =
        run(
            "token",
            "--client",
            client(),
            "--pool",
            pool(),
            "--scope",
            "transactions/get",
            "--decode");
    var claims = Json.parseObject(run.out()).object("claims").orElseThrow();
    assertThat(claims.string("scope")).contains("transactions/get");
    var json = Json.parseObject(run("token", "--client", client(), "--output", "json").out());
    assertThat(json.members().keySet())
        .containsExactlyInAnyOrder("access_token", "expires_in", "token_type");
  }

  @Test
  void a_scope_that_the_client_lacks_is_exit_code_4_and_an_unknown_client_3() {
    assertThat(run("token", "--client", client(), "--scope", "nonsense/x"))
        .isEqualTo(new CliRun(4, "", "gatehouse: the token endpoint answers 400 invalid_scope\n"));
    assertThat(run("token", "--client", "nobody"))
        .isEqualTo(new CliRun(3, "", "gatehouse: no pool of us-east-1 has an app client nobody\n"));
    assertThat(run("token", "--client", "nobody", "--pool", pool()).code()).isEqualTo(3);
  }

  @Test
  void attributes_for_machines_show_in_the_decoded_token() {
    var ids = "\"UserPoolId\":\"" + pool() + "\",\"ClientId\":\"" + client() + "\"";
    server()
        .extension(
            "SetClientAttributes",
            "{" + ids + ",\"Claims\":{\"tenant\":\"acme\",\"level\":3},\"Audience\":[\"api\"]}");
    var claims =
        Json.parseObject(run("token", "--client", client(), "--decode").out())
            .object("claims")
            .orElseThrow();
    assertThat(claims.string("tenant")).contains("acme");
    assertThat(claims.number("level").orElseThrow().intValue()).isEqualTo(3);
    assertThat(claims.string("aud")).contains("api");
    server().extension("SetClientAttributes", "{" + ids + "}");
    var plain = Json.parseObject(run("token", "--client", client(), "--decode").out());
    assertThat(plain.object("claims").orElseThrow().members()).hasSize(10);
  }

  @Test
  void keys_are_listed_and_rotated() {
    var pool =
        server()
            .cognito("CreateUserPool", "{\"PoolName\":\"rotated\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    assertThat(run("keys", "list", "--pool", pool).out().lines()).hasSize(3);
    assertThat(run("keys", "rotate", "--pool", pool).out().lines()).hasSize(5);
    assertThat(run("keys", "rotate", "--pool", pool, "--immediate").out().lines()).hasSize(3);
    assertThat(run("keys", "list", "--pool", "us-east-1_none").code()).isEqualTo(3);
  }

  @Test
  void a_server_that_does_not_answer_is_exit_code_5() throws IOException {
    var folder = Files.createTempDirectory(Objects.requireNonNull(temp), "silent");
    Files.writeString(
        folder.resolve("server.json"),
        "{\"Pid\":%d,\"Address\":\"http://localhost:1\",\"Region\":\"us-east-1\"}"
            .formatted(ProcessHandle.current().pid()));
    Files.writeString(
        folder.resolve("admin-key.json"), "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"B\"}");
    var run = CliRun.of(Map.of("GATEHOUSE_DATA", folder.toString()), "token", "--client", "a");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).startsWith("gatehouse: nothing answers at http://localhost:1");
  }

  /// Every command's help has an example, and the example works.
  @TestFactory
  List<DynamicTest> help_examples_work() {
    var tests = new ArrayList<DynamicTest>();
    var terminal = new Terminal(System.in, System.out, System.err, environment);
    collect(new Program(terminal), tests);
    return tests;
  }

  private static void collect(Command command, List<DynamicTest> tests) {
    var usage = command.usage();
    tests.add(
        DynamicTest.dynamicTest(
            usage.program(),
            () -> {
              var help = run((usage.name() + " --help").strip().split(" ", -1));
              assertThat(help.code()).isZero();
              assertThat(help.out()).endsWith("\nExample:\n  " + usage.example() + "\n");
              check(usage.example());
            }));
    if (command instanceof Command.Group group) {
      group.names().forEach(name -> collect(group.member(name), tests));
    }
  }

  private static void check(String example) throws IOException {
    // The launcher's own commands have tests of their own; servers run in ServeProcessTest, what
    // copies the data in CopyCommandsTest.
    if (example.startsWith("./gatehouse ")
        || example.matches("gatehouse (serve|dev|backup|restore|verify|move) .*")) {
      return;
    }
    if (example.matches("gatehouse admin (reset|remove) ada")) {
      run("admin", "add", "grace"); // Somebody must be left.
      run("admin", "add", "ada");
    }
    var jwks = Files.createTempFile(Objects.requireNonNull(temp), "keys", ".json");
    Files.writeString(jwks, server().get("/" + pool() + "/.well-known/jwks.json").body());
    var key = Json.parseObject(run("access-keys", "create", "--output", "json").out());
    var words =
        example
            .replace("$CLIENT", client())
            .replace("$POOL", pool())
            .replace("$TOKEN", run("token", "--client", client()).out().strip())
            .replace("$JWKS", jwks.toString())
            .replace("$KEY", key.string("AccessKeyId").orElseThrow())
            .split(" ", -1);
    var run = run(java.util.Arrays.copyOfRange(words, 1, words.length));
    var expected =
        switch (example) {
          case "gatehouse trust" -> ExitCode.NOT_FOUND; // This server speaks in clear.
          default -> ExitCode.OK;
        };
    assertThat(run.code()).as(run.err()).isEqualTo(expected);
  }
}
