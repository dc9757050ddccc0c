package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody learns who takes the files of a strict server away while it runs (security
/// reference, asset A3).
class StolenFolderTest {
  private static final String CHOSEN = "CANARYchosen0123456789abcdef0123";

  /// How the encoding of a private RSA key begins (PKCS #8): version 0, rsaEncryption, an octet
  /// string. A public key has no version.
  private static final String PRIVATE_KEY = bytes("020100300d06092a864886f70d010101050004");

  /// Where the master key lies beside the folder it must not lie in.
  private static final String MASTER_KEY_SUFFIX = ".key";

  @TempDir static Path temp;
  private static TestServer server;
  private static JsonObject client;
  private static final List<String> SECRETS = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServer.start(temp.resolve("data"), ManualClock.atStart(), List.of());
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"FINDABLE\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    client = client(pool, "\"GenerateSecret\":true");
    SECRETS.add(client.string("ClientSecret").orElseThrow());
    SECRETS.add(
        client(pool, "\"ClientSecret\":\"" + CHOSEN + "\"").string("ClientSecret").orElseThrow());
    var added = server.cognito("AddUserPoolClientSecret", ids());
    SECRETS.add(
        added
            .object("ClientSecretDescriptor")
            .flatMap(secret -> secret.string("ClientSecretValue"))
            .orElseThrow());
    var key = server.extension("CreateAccessKey", "{}").object("AccessKey").orElseThrow();
    SECRETS.add(key.string("SecretAccessKey").orElseThrow());
    var session =
        server.extension("CreateTemporaryCredentials", "{}").object("Credentials").orElseThrow();
    SECRETS.add(session.string("SecretAccessKey").orElseThrow());
    SECRETS.add(session.string("SessionToken").orElseThrow());
    server.extension("RotateSigningKeys", "{\"UserPoolId\":\"" + pool + "\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonObject client(String pool, String secret) {
    return server
        .cognito(
            "CreateUserPoolClient",
            "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",%s}".formatted(pool, secret))
        .object("UserPoolClient")
        .orElseThrow();
  }

  private static String ids() {
    return "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}"
        .formatted(
            client.string("UserPoolId").orElseThrow(), client.string("ClientId").orElseThrow());
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  /// Database, write-ahead log, shared memory and whatever else there is, as bytes.
  private static String files() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.walk(server.folder())) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("admin-key.json")) {
          all.append(new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return all.toString();
  }

  @Test
  void ks_01_no_file_has_a_secret_in_clear() throws IOException {
    var files = files();

    assertThat(files).as("the search finds what is in clear").contains("FINDABLE");
    assertThat(SECRETS).hasSize(6).doesNotHaveDuplicates().noneMatch(files::contains);
    assertThat(files).doesNotContain(server.secretAccessKey());
    assertThat(files).as("a private key in DER").doesNotContain(PRIVATE_KEY);
    assertThat(files).as("in PEM").doesNotContain("PRIVATE KEY");
    assertThat(files).as("as a JWK").doesNotContain("\"d\":");
  }

  @Test
  void ks_01_the_master_key_is_not_in_the_folder() throws IOException {
    var master = Files.readString(temp.resolve("data" + MASTER_KEY_SUFFIX)).strip();

    assertThat(files()).doesNotContain(master);
    assertThat(server.folder().resolve("master" + MASTER_KEY_SUFFIX)).doesNotExist();
  }

  @Test
  void ks_01_ks_08_a_backup_has_no_secret_in_clear_and_not_the_master_key() throws IOException {
    var data = server.folder();
    var file = temp.resolve("a.backup");
    var site = new Site(data, Optional.empty(), Optional.empty(), Optional.empty());
    var env = new Env(ManualClock.atStart(), new SecureRandom());
    assertThat(Backups.write(site, file, env, "test").tables())
        .hasEntrySatisfying("client_secret", tally -> assertThat(tally.rows()).isEqualTo(3));
    var bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    var master = Files.readString(temp.resolve("data" + MASTER_KEY_SUFFIX)).strip();
    var raw = new String(Base64.getDecoder().decode(master), ISO_8859_1);

    assertThat(SECRETS).noneMatch(bytes::contains);
    assertThat(bytes)
        .doesNotContain(server.secretAccessKey())
        .doesNotContain(PRIVATE_KEY)
        .doesNotContain("PRIVATE KEY")
        .doesNotContain(master)
        .doesNotContain(raw);
    assertThat(bytes).as("not even what is no secret").doesNotContain("FINDABLE", "user_pool");
  }

  @Test
  void ks_07_a_generated_secret_is_shown_when_it_is_made_and_when_the_client_is_described() {
    var described = server.cognito("DescribeUserPoolClient", ids()).object("UserPoolClient");
    assertThat(described.flatMap(c -> c.string("ClientSecret"))).contains(SECRETS.getFirst());

    var listed = Json.text(server.cognito("ListUserPoolClientSecrets", ids()));
    assertThat(SECRETS).noneMatch(listed::contains);
  }
}
