package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.backup.BackupHeader;
import dev.gatehouse.backup.BackupWriter;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.server.DataFolder;
import dev.gatehouse.store.portable.RowSource;
import dev.gatehouse.store.portable.TableShape;
import dev.gatehouse.store.portable.Tally;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `backup`, `verify`, `restore` and `move` refuse: one sentence, an exit code of its kind,
/// and nothing changed.
class CopyRefusalsTest {
  @TempDir private static Path shared;
  @TempDir private Path temp;

  /// Of an installation that is stopped.
  private static Path data = Path.of("");

  private static Path backup = Path.of("");

  /// To be restored into; its key is there.
  private Path fresh = Path.of("");

  @BeforeAll
  static void makeBackup() {
    data = shared.resolve("data");
    backup = shared.resolve("a.backup");
    TestServer.start(data, ManualClock.atStart(), List.of()).close();
    assertThat(run("backup", backup, data).code()).isZero();
  }

  @BeforeEach
  void putKey() throws IOException {
    fresh = temp.resolve("fresh");
    Files.copy(keyOf(data), keyOf(fresh));
  }

  private static Path keyOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".key");
  }

  private static CliRun run(String command, Path file, Path folder, String... more) {
    return run(
        Stream.concat(
                Stream.of(command, file.toString(), "--data", folder.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static CliRun run(String... words) {
    return CliRun.of(Map.of(), words);
  }

  private static CliRun said(int code, String sentence) {
    return new CliRun(code, "", "gatehouse: " + sentence + "\n");
  }

  private void assertNothingMade() throws IOException {
    assertThat(fresh).doesNotExist();
    try (var files = Files.list(temp)) {
      assertThat(files.filter(file -> file.toString().contains("fresh"))).hasSize(1);
    }
  }

  @Test
  void what_is_not_there_is_exit_code_3() {
    var nowhere = temp.resolve("nowhere");
    var file = temp.resolve("none");
    var nothing = said(3, "There is no installation in " + nowhere + ".");

    assertThat(run("backup", file, nowhere)).isEqualTo(nothing);
    assertThat(run("verify", "--data", nowhere.toString())).isEqualTo(nothing);
    assertThat(run("verify", file, data)).isEqualTo(said(3, "There is no file " + file + "."));
    assertThat(run("restore", file, fresh)).isEqualTo(said(3, "There is no file " + file + "."));
    var url = TestDatabases.emptyUrl();
    assertThat(run("move", "--to", "postgresql", "--database", url, "--data", nowhere.toString()))
        .isEqualTo(said(3, "There is no database in " + nowhere + "."));
    assertThat(run("move", "--to", "sqlite", "--database", url, "--data", nowhere.toString()))
        .isEqualTo(said(3, "There is no installation in " + url + "."));
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void a_backup_overwrites_nothing() throws IOException {
    var before = Files.readAllBytes(backup);
    assertThat(run("backup", backup, data))
        .isEqualTo(said(4, "The file " + backup + " exists; a backup overwrites nothing."));
    assertThat(Files.readAllBytes(backup)).isEqualTo(before);
  }

  @Test
  void a_backup_that_cannot_be_written_is_exit_code_1() {
    var file = temp.resolve("no-such-folder").resolve("a.backup");
    var run = run("backup", file, data);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("gatehouse: The backup " + file + " cannot be written: NoSuchFileException ");
  }

  @Test
  void ks_03_another_master_key_is_refused_and_nothing_is_made() throws IOException {
    var other = Files.writeString(keyOf(fresh), MasterKey.mint(new SeededRandom(7)).text());

    var refused =
        said(4, "The master key is not the one that the backup " + backup + " was made under.");
    assertThat(run("verify", backup, fresh)).isEqualTo(refused);
    assertThat(run("restore", backup, fresh)).isEqualTo(refused);
    assertNothingMade();
    var file = temp.resolve("b.backup");
    assertThat(run("backup", file, data, "--set", "master-key.file=" + other))
        .isEqualTo(
            said(
                4,
                "The master key is not the one that sealed this database. Nothing was changed."));
    assertThat(file).doesNotExist();
  }

  @Test
  void ks_03_a_missing_master_key_is_refused_and_none_is_made() throws IOException {
    Files.delete(keyOf(fresh));
    var run = run("restore", backup, fresh);
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains("was sealed with a master key, and there is none: " + keyOf(fresh));
    assertThat(keyOf(fresh)).doesNotExist();
    assertThat(fresh).doesNotExist();
  }

  @Test
  void ks_08_a_backup_of_a_newer_program_is_refused_with_both_versions_named() throws IOException {
    var file = temp.resolve("newer.backup");
    var key = MasterKey.parse(Files.readString(keyOf(fresh))).orElseThrow();
    var sealer = new AesGcmSealer(key, new SeededRandom(1));
    var header = new BackupHeader(8, "9.8.7", ManualClock.START, "sqlite", List.of());
    try (var out = Files.newOutputStream(file)) {
      BackupWriter.write(header, new NoRows(), out, sealer, new SeededRandom(2));
    }

    var refused =
        said(
            4,
            "The backup "
                + file
                + " has schema version 8; this program knows version 7. Use Gatehouse 9.8.7 or a"
                + " newer one.");
    assertThat(run("verify", file, fresh)).isEqualTo(refused);
    assertThat(run("restore", file, fresh)).isEqualTo(refused);
    assertNothingMade();
  }

  private record NoRows() implements RowSource {
    @Override
    public int schemaVersion() {
      return 5;
    }

    @Override
    public List<TableShape> tables() {
      return List.of();
    }

    @Override
    public Tally read(TableShape table, Consumer<byte[]> sink) {
      return new Tally.Counter().tally();
    }
  }

  @Test
  void ks_08_a_backup_that_is_cut_off_anywhere_is_refused() throws IOException {
    var whole = Files.readAllBytes(backup);
    var file = temp.resolve("cut.backup");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefusedAsDamaged(file, "cut at " + length);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertRefusedAsDamaged(file, "the last byte is missing");
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefusedAsDamaged(file, "a byte too many");
    assertThat(run("restore", file, fresh).code()).isEqualTo(1);
    assertNothingMade();
  }

  @Test
  void ks_08_a_bit_that_flips_anywhere_is_found() throws IOException {
    var whole = Files.readAllBytes(backup);
    var file = temp.resolve("altered.backup");
    for (int place = 0; place < whole.length; place += place < 112 ? 1 : 1 + whole.length / 97) {
      var altered = whole.clone();
      altered[place] ^= (byte) (1 << (place % 8));
      Files.write(file, altered);
      assertRefusedAsDamaged(file, "altered at " + place);
    }
    assertThat(run("restore", file, fresh).code()).isEqualTo(1);
    assertNothingMade();
  }

  private void assertRefusedAsDamaged(Path file, String how) {
    var run = run("verify", file, fresh);
    assertThat(run.code()).as(how + run.err()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("gatehouse: The backup " + file + " cannot be used: it")
        .hasLineCount(1);
  }

  @Test
  void a_folder_or_a_database_that_is_not_empty_is_refused() throws IOException {
    var full =
        said(
            4,
            "The folder "
                + data
                + " is not empty: a backup is restored into a new or an empty one.");
    var before = contents();
    assertThat(run("restore", backup, data)).isEqualTo(full);
    assertThat(contents()).isEqualTo(before);
    Files.createDirectory(fresh);
    Files.writeString(fresh.resolve("recipes"), "");
    assertThat(run("restore", backup, fresh).code()).isEqualTo(4);
    Files.delete(fresh.resolve("recipes"));

    var url = TestDatabases.emptyUrl();
    assertThat(run("restore", backup, fresh, "--database", url).code()).isZero();
    var notEmpty =
        said(4, "The PostgreSQL database is not empty. Name a new one; nothing was changed.");
    assertThat(run("restore", backup, fresh, "--database", url)).isEqualTo(notEmpty);
    assertThat(run("move", "--to", "postgresql", "--database", url, "--data", data.toString()))
        .isEqualTo(notEmpty);
    assertThat(run("move", "--to", "sqlite", "--database", url, "--data", data.toString()))
        .isEqualTo(
            said(
                4,
                "There is a database already: "
                    + data.resolve("gatehouse.db")
                    + ". Move it away, or name another folder."));
  }

  private static String contents() throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(data.resolve("gatehouse.db")));
  }

  @Test
  void an_empty_schema_of_ours_is_empty() {
    var url = TestDatabases.migratedUrl();
    assertThat(run("restore", backup, fresh, "--database", url).code()).isZero();
  }

  @Test
  void a_move_is_refused_while_a_server_runs() {
    var url = TestDatabases.emptyUrl();
    var other = temp.resolve("other");
    try (var _ = TestServer.start(other, ManualClock.atStart(), List.of())) {
      assertThat(run("move", "--to", "postgresql", "--database", url, "--data", other.toString()))
          .satisfies(run -> assertThat(run.code()).isEqualTo(4))
          .satisfies(run ->
              assertThat(run.err())
                  .startsWith("gatehouse: The data folder " + other + " is in use by process "));
    }
    try (var _ =
        TestServer.start(
            temp.resolve("node"), ManualClock.atStart(), List.of("database.url=" + url))) {
      assertThat(run("move", "--to", "sqlite", "--database", url, "--data", fresh.toString()))
          .isEqualTo(said(4, "A server at 127.0.0.1 uses the database. Stop every node first."));
    }
    assertThat(fresh).doesNotExist();
  }

  @Test
  void a_move_needs_both_sides() {
    var run = run("move", "--to", "sqlite", "--data", data.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("gatehouse: name the PostgreSQL database with --database\n");
    assertThat(run("move", "--data", data.toString()).code()).isEqualTo(2);
  }

  @Test
  void rl_65_what_an_interrupted_restore_leaves_is_not_served_and_can_be_run_again()
      throws IOException {
    Files.createDirectory(fresh);
    Files.writeString(fresh.resolve("lock"), "1");
    Files.copy(data.resolve("gatehouse.db"), fresh.resolve("gatehouse.db.unfinished"));
    Files.writeString(fresh.resolve("gatehouse.db.unfinished-wal"), "");

    var start = run("serve", "--data", fresh.toString(), "--port", "0");
    assertThat(start.code()).isEqualTo(4);
    assertThat(start.err())
        .contains("A restore or a move into the data folder " + fresh + " was interrupted.");

    assertThat(run("restore", backup, fresh).code()).isZero();
    try (var files = Files.list(fresh)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "gatehouse.db", "admin-key.json");
    }
    DataFolder.open(fresh).close();
  }

  @Test
  void rl_12_a_damaged_page_is_found_and_the_way_out_named() throws IOException {
    var copy = temp.resolve("copy");
    Files.createDirectory(copy);
    Files.copy(keyOf(data), keyOf(copy), StandardCopyOption.REPLACE_EXISTING);
    var pages = Files.readAllBytes(data.resolve("gatehouse.db"));
    Arrays.fill(pages, 3 * 4096, 4 * 4096, (byte) 0);
    Files.write(copy.resolve("gatehouse.db"), pages);

    var run = run("verify", "--data", copy.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("gatehouse: The database of " + copy + " is damaged: ")
        .contains("gatehouse restore FILE --data FOLDER");
    assertThat(run("verify", "--data", data.toString()).code()).isZero();
  }

  @Test
  void ks_10_a_password_on_the_command_line_is_warned_of() {
    var run = run("verify", backup, fresh, "--database", "jdbc:postgresql://h/d?user=u&password=p");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("the database's password stands on the command line")
        .doesNotContain("password=p");
  }
}
