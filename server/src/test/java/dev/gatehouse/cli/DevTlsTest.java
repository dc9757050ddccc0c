package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands against a server with `--tls dev`: none of them needs an option to trust it.
class DevTlsTest {
  private static @TempDir @Nullable Path temp;
  private static @Nullable TestServer opened;
  private static Map<String, String> environment = Map.of();
  private static String client = "";
  private static String pool = "";

  @BeforeAll
  static void open() {
    var data = Objects.requireNonNull(temp).resolve("data");
    opened =
        TestServer.start(data, ManualClock.at(Instant.now()), List.of("dev=true", "tls.mode=dev"));
    environment = Map.of("GATEHOUSE_DATA", data.toString());
    var story = Json.parseObject(run("quickstart", "--output", "json").out());
    client = story.string("ClientId").orElseThrow();
    pool = story.string("UserPoolId").orElseThrow();
    assertThat(story.string("Server")).contains(server().address());
    assertThat(story.strings("Commands").getLast())
        .startsWith("curl --cacert " + authority() + " https://localhost:");
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

  private static Path authority() {
    return server().folder().resolve("tls/authority.pem");
  }

  private static Path bundle() {
    return server().folder().resolve("tls/bundle.pem");
  }

  @Test
  void every_command_talks_to_it() {
    assertThat(server().address()).isEqualTo("https://localhost:" + server().port());
    assertThat(run("health")).isEqualTo(new CliRun(0, "{\"status\":\"ready\"}\n", ""));
    assertThat(run("keys", "list", "--pool", pool).code()).isZero();
    assertThat(run("access-keys", "list").code()).isZero();
    assertThat(run("doctor").out()).contains("server       " + server().address());
    var token = run("token", "--client", client, "--verify");
    assertThat(token.code()).as(token.err()).isZero();
    var jwt = token.out().strip();
    assertThat(run("jwt", "verify", jwt).code()).isZero();
    var keys = server().address() + "/" + pool + "/.well-known/jwks.json";
    assertThat(run("jwt", "verify", jwt, "--jwks", keys).code()).isZero();
  }

  /// What is trusted is the server of the data folder, not every server of the machine.
  @Test
  void another_server_is_not_trusted_by_the_way() {
    var folder = Objects.requireNonNull(temp).resolve("other");
    var settings = List.of("dev=true", "tls.mode=dev");
    try (var other = TestServer.start(folder, ManualClock.at(Instant.now()), settings)) {
      var keys = other.address() + "/" + pool + "/.well-known/jwks.json";
      var jwt = run("token", "--client", client).out().strip();
      assertThat(run("jwt", "verify", jwt, "--jwks", keys))
          .extracting(CliRun::code, CliRun::out)
          .containsExactly(ExitCode.NO_SERVER, "");
    }
  }

  @Test
  void env_exports_what_aws_clients_and_node_need_to_trust_it() {
    assertThat(run("env").out())
        .contains(
            "export AWS_ENDPOINT_URL_STS=" + server().address() + "\n",
            "export AWS_CA_BUNDLE=" + bundle() + "\n",
            "export NODE_EXTRA_CA_CERTS=" + authority() + "\n");
  }

  @Test
  void env_takes_back_what_it_has_set_and_leaves_what_is_the_users_own() {
    var ours = Map.of("AWS_CA_BUNDLE", bundle().toString(), "NODE_EXTRA_CA_CERTS", "/etc/mine.pem");
    assertThat(CliRun.of(ours, "env", "--unset").out())
        .contains("unset AWS_CA_BUNDLE\n")
        .doesNotContain("NODE_EXTRA_CA_CERTS");
  }

  @Test
  void trust_says_how_clients_come_to_trust_it() throws IOException {
    var fingerprint =
        TlsIdentity.fingerprint(TlsIdentity.certificates(Files.readString(authority())).getFirst());
    var text = run("trust");
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains(
            "Authority    " + authority() + "\n",
            "SHA-256      " + fingerprint + "\n",
            "curl --cacert " + authority() + " " + server().address() + "/health/ready\n",
            "export AWS_CA_BUNDLE=" + bundle() + "\n",
            "export NODE_EXTRA_CA_CERTS=" + authority() + "\n",
            "update-ca-certificates\n",
            "security add-trusted-cert ",
            "keytool -importcert ");
    var json = Json.parseObject(run("trust", "--output", "json").out());
    assertThat(json.string("Authority")).contains(authority().toString());
    assertThat(json.string("Bundle")).contains(bundle().toString());
    assertThat(json.string("Fingerprint")).contains(fingerprint);
  }

  /// The public authorities stay: AWS clients reach other services through the same file.
  @Test
  void the_bundle_holds_the_authority_and_all_that_java_trusts() throws IOException {
    var all = TlsIdentity.certificates(Files.readString(bundle()));
    assertThat(all.getFirst())
        .isEqualTo(TlsIdentity.certificates(Files.readString(authority())).getFirst());
    assertThat(all).hasSizeGreaterThan(50);
  }

  @Test
  void trust_without_an_authority_says_how_to_get_one() {
    var folder = Objects.requireNonNull(temp).resolve("nothing");
    assertThat(CliRun.of(Map.of("GATEHOUSE_DATA", folder.toString()), "trust"))
        .isEqualTo(
            new CliRun(
                ExitCode.NOT_FOUND,
                "",
                "gatehouse: the data folder "
                    + folder
                    + " has no local authority; `gatehouse dev --tls dev` makes one\n"));
  }
}
