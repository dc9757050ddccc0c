package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `backup`, `verify`, `restore` and `move`, on both engines and between them: all that was stored
/// arrives, and a server goes on where the other one stopped.
class CopyCommandsTest {
  @TempDir private Path temp;

  /// Where data is.
  enum Engine {
    SQLITE,
    POSTGRESQL
  }

  /// A data folder with the settings that go with it.
  private record Place(Path data, List<String> settings) {
    /// Not even a history is written while the tables are compared.
    private static final String STILL = "metrics.history=false";

    static Place of(Engine engine, Path data) {
      return switch (engine) {
        case SQLITE -> new Place(data, List.of(STILL));
        case POSTGRESQL ->
            new Place(data, List.of(STILL, "database.url=" + TestDatabases.emptyUrl()));
      };
    }

    TestServer start() {
      return TestServer.start(data, ManualClock.atStart(), settings);
    }

    Path keyFile() {
      return data.resolveSibling(data.getFileName() + ".key");
    }

    CliRun run(String... words) {
      var all = new ArrayList<>(List.of(words));
      all.addAll(List.of("--data", data.toString()));
      settings.forEach(setting -> all.addAll(List.of("--set", setting)));
      return CliRun.of(Map.of(), all.toArray(String[]::new));
    }

    /// The lines on the tables, with their hashes.
    List<String> tables() {
      return tables(run("verify"));
    }

    static List<String> tables(CliRun run) {
      assertThat(run.code()).as(run.err()).isZero();
      return run.out().lines().dropWhile(line -> !line.startsWith("TABLE")).toList();
    }
  }

  private Place place(Engine engine, String name) {
    return Place.of(engine, temp.resolve(name));
  }

  private Path file() {
    return temp.resolve("a.backup");
  }

  /// Rows in every table that an operation writes, among them a public client, attributes, a second
  /// secret, disabled and temporary keys, text beyond ASCII.
  private static MachineSite.Client fill(TestServer server) {
    var site = MachineSite.make(server, "lobster1234");
    var client = site.machine("get");
    site.call("AddUserPoolClientSecret", ",'ClientId':'" + client.id() + "'");
    site.call("CreateUserPoolClient", ",'ClientName':'public'");
    server.extension(
        "SetClientAttributes",
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\",\"Claims\":{\"tier\":\"gold\"}}"
            .formatted(site.pool(), client.id()));
    var key =
        server
            .extension("CreateAccessKey", "{\"Description\":\"Zürich 雪 \uD83E\uDD9E\"}")
            .object("AccessKey")
            .orElseThrow();
    server.extension(
        "SetAccessKeyStatus",
        "{\"AccessKeyId\":\"%s\",\"Status\":\"Inactive\"}"
            .formatted(key.string("AccessKeyId").orElseThrow()));
    assertThat(site.answer(client, "")).startsWith("200 ");
    server.awaitLastUse(); // What is copied does not change any more.
    return client;
  }

  private static void assertServes(TestServer server, MachineSite.Client client) {
    var answer =
        server.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", client.basic());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    // The administrator's key came over, too.
    server.cognito("ListUserPools", "{\"MaxResults\":1}");
  }

  static Stream<List<Engine>> ways() {
    return Stream.of(Engine.values())
        .flatMap(from -> Stream.of(Engine.values()).map(to -> List.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void rl_66_rl_72_a_backup_of_a_running_server_is_restored_onto_either_engine(List<Engine> way)
      throws IOException {
    var from = place(way.getFirst(), "from");
    var to = place(way.getLast(), "to");
    MachineSite.Client client;
    List<String> stored;
    try (var server = from.start()) {
      client = fill(server);
      var backup = from.run("backup", file().toString());
      stored = Place.tables(backup);
      assertThat(backup.out())
          .startsWith("SchemaVersion 7\nVersion development\nTime 2")
          .contains("Engine " + way.getFirst().name().toLowerCase(java.util.Locale.ROOT) + "\n")
          .contains("File " + file() + "\n");
      assertThat(from.tables()).as("the running server's own").isEqualTo(stored);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    Files.copy(from.keyFile(), to.keyFile());

    assertThat(Place.tables(to.run("verify", file().toString()))).isEqualTo(stored);
    var restored = to.run("restore", file().toString());

    assertThat(Place.tables(restored)).isEqualTo(stored).hasSizeGreaterThan(10);
    assertThat(restored.err())
        .isEqualTo("gatehouse: restored; what was deleted after the backup is there again\n");
    assertThat(to.tables()).isEqualTo(stored);
    try (var server = to.start()) {
      assertServes(server, client);
    }
  }

  @Test
  void rl_66_a_move_to_postgresql_and_back_brings_every_value_back() throws Exception {
    var sqlite = place(Engine.SQLITE, "one");
    var postgres = new Place(sqlite.data(), place(Engine.POSTGRESQL, "one").settings());
    var back = new Place(temp.resolve("two"), postgres.settings());
    MachineSite.Client client;
    try (var server = sqlite.start()) {
      client = fill(server);
    }
    var before = Files.readAllBytes(sqlite.data().resolve("gatehouse.db"));
    var dump = dump(sqlite.data());
    assertThat(dump).hasSizeGreaterThan(15).anyMatch(row -> row.contains("Zürich 雪"));

    var there = postgres.run("move", "--to", "postgresql");
    assertThat(there.out()).startsWith("From sqlite\nTo postgresql\nTABLE ");
    assertThat(there.err())
        .isEqualTo("gatehouse: moved; from now on start every server with database.url\n");
    assertThat(Files.readAllBytes(sqlite.data().resolve("gatehouse.db")))
        .as("the source is as it was")
        .isEqualTo(before);
    assertThat(postgres.tables()).isEqualTo(Place.tables(there)).isEqualTo(sqlite.tables());

    Files.copy(sqlite.keyFile(), back.keyFile());
    var again = back.run("move", "--to", "sqlite");
    assertThat(Place.tables(again)).isEqualTo(Place.tables(there));
    assertThat(again.err())
        .isEqualTo("gatehouse: moved; from now on start the server without database.url\n");
    assertThat(dump(back.data())).isEqualTo(dump);
    assertThat(back.data().resolve("admin-key.json"))
        .hasSameTextualContentAs(sqlite.data().resolve("admin-key.json"));
    try (var server = postgres.start()) {
      assertServes(server, client);
    }
    try (var server = new Place(back.data(), List.of()).start()) {
      assertServes(server, client);
    }
  }

  /// Every value of every table but the change feed, read without any code of the product.
  private static List<String> dump(Path data) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("gatehouse.db"));
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      tables.removeAll(List.of("flyway_schema_history", "change", "sqlite_sequence"));
      for (var table : tables) {
        try (var result = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
          while (result.next()) {
            var row = new StringBuilder(table);
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
              row.append('|').append(result.getObject(i));
            }
            rows.add(row.toString());
          }
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void ks_09_temporary_keys_do_not_come_to_life_again(Engine engine) throws IOException {
    var from = place(Engine.SQLITE, "from");
    var to = place(engine, "to");
    try (var server = from.start()) {
      server.extension("CreateTemporaryCredentials", "{}");
      assertThat(from.run("backup", file().toString()).code()).isZero();
    }
    Files.copy(from.keyFile(), to.keyFile());

    var restored = to.run("restore", file().toString(), "--output", "json");

    assertThat(restored.out()).contains("\"TemporaryKeysLeftOut\": 1,");
    assertThat(to.tables()).anyMatch(line -> line.matches("access_key +1 .*"));
    assertThat(from.tables()).anyMatch(line -> line.matches("access_key +2 .*"));
  }

  @Test
  void a_dev_installation_stays_one() throws IOException {
    var from = place(Engine.SQLITE, "from");
    var to = place(Engine.SQLITE, "to");
    TestServer.start(from.data(), ManualClock.atStart(), List.of("dev=true")).close();
    assertThat(from.run("backup", file().toString()).code()).isZero();
    Files.copy(from.data().resolve("master.key"), to.keyFile());

    assertThat(to.run("restore", file().toString()).code()).isZero();

    assertThat(to.data().resolve("dev-mode")).exists();
  }
}
