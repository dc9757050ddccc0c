package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gatehouse doctor`: what it finds, whether a finding is a failure, and what it says to do.
class DoctorTest {
  private static final String LOSES =
      "synchronous_commit is off in the database: a crash can lose acknowledged changes";

  @TempDir Path temp;

  private CliRun doctor(Path folder, String... arguments) {
    var all = new ArrayList<>(List.of("doctor", "--data", folder.toString()));
    if (List.of(arguments).stream().noneMatch("--port"::equals)) {
      all.addAll(List.of("--port", "0"));
    }
    all.addAll(List.of("--set", "http.management.port=0"));
    all.addAll(List.of(arguments));
    return CliRun.of(Map.of(), all.toArray(String[]::new));
  }

  private static List<String> of(CliRun run, String what) {
    return run.out().lines().filter(line -> line.startsWith(what, 6)).toList();
  }

  @Test
  void a_machine_without_a_data_folder_is_well() {
    var run = doctor(temp.resolve("data"));

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(line -> line.substring(6, 18).strip()))
        .containsExactly(
            "java",
            "aot cache",
            "memory",
            "open files",
            "clock",
            "signatures",
            "aws cli",
            "data folder",
            "mode",
            "messages",
            "server",
            "port",
            "port");
    assertThat(of(run, "java").getFirst()).startsWith("ok    java         25");
    assertThat(of(run, "signatures").getFirst())
        .matches("ok    signatures   RSA-2048 by AmazonCorrettoCryptoProvider, \\d+ µs each");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void it_measures_the_disk_and_leaves_nothing_behind() throws IOException {
    var folder = Files.createDirectory(temp.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    var run = doctor(folder);

    assertThat(of(run, "data folder")).containsExactly("ok    data folder  " + folder);
    assertThat(of(run, "fsync").getFirst())
        .matches("(ok  |warn)  fsync        a synchronised write takes \\d+ µs.*");
    assertThat(of(run, "disk").getFirst()).contains(" MB free");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ks_02_a_folder_that_others_can_read_is_a_warning() throws IOException {
    var folder = Files.createDirectory(temp.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    var run = doctor(folder);

    assertThat(run.code()).isZero();
    assertThat(of(run, "data folder"))
        .containsExactly(
            "warn  data folder  %s is open to others (rwxr-xr-x); chmod 700 %s"
                .formatted(folder, folder));
  }

  @Test
  void a_taken_port_is_a_failure() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());

      var run = doctor(temp.resolve("data"), "--port", port);

      assertThat(run.code()).isOne();
      assertThat(of(run, "port").getFirst())
          .startsWith("FAIL  port         127.0.0.1:" + port + ": ")
          .endsWith("; stop who has it, or choose another with --port");
    }
  }

  @Test
  void risky_settings_are_warnings() {
    var run =
        doctor(
            temp.resolve("data"),
            "--bind",
            "0.0.0.0",
            "--set",
            "http.management.bind=0.0.0.0",
            "--set",
            "throttle.wrong-secrets.count=0",
            "--set",
            "throttle.wrong-guesses.count=0",
            "--set",
            "cache.stale-max=2h");

    assertThat(run.code()).isZero();
    assertThat(of(run, "settings"))
        .containsExactly(
            "warn  settings     http.management.bind is 0.0.0.0; let a firewall decide who reaches port 0",
            "warn  settings     plain http on 0.0.0.0; name a certificate (tls.certificate.file), or where a proxy ends TLS, an https public-url",
            "warn  settings     throttle.wrong-secrets.count is 0; client secrets can be tried without end: set it",
            "warn  settings     throttle.wrong-guesses.count is 0; one address can try a password with every name: set it",
            "warn  settings     cache.stale-max is longer than an hour; a deleted client may get tokens so long while the database is away: shorten it");
  }

  @Test
  void a_running_server_is_asked() {
    try (var server = TestServer.strict()) {
      var run = doctor(server.folder());

      assertThat(run.code()).isZero();
      assertThat(of(run, "server").getFirst()).startsWith("ok    server       " + server.address());
      assertThat(of(run, "port")).isEmpty();
    }
  }

  @Test
  void a_database_that_is_not_there_is_a_failure_without_its_password() {
    var run =
        doctor(
            temp.resolve("data"),
            "--database",
            "jdbc:postgresql://127.0.0.1:1/none?user=u&password=hunter2");

    assertThat(run.code()).isOne();
    assertThat(of(run, "database").getFirst()).startsWith("FAIL  database     ");
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
  }

  @Test
  void rl_07_a_database_that_may_lose_changes_is_a_warning_here_and_in_health() {
    var risky = TestDatabases.url(false);
    var run = doctor(temp.resolve("data"), "--database", risky);

    assertThat(run.code()).isZero();
    assertThat(of(run, "database").getFirst())
        .matches("(ok  |warn)  database     PostgreSQL 18\\.6, \\d+ µs away.*");
    assertThat(of(run, "database"))
        .contains(
            "warn  database     %s; switch it on: acknowledged changes are not safe (RL-07)"
                .formatted(LOSES));
    try (var server = TestServer.strict("database.url=" + risky)) {
      assertThat(server.get("/health/ready").body()).contains(LOSES);
      assertThat(of(doctor(server.folder()), "server").getFirst())
          .startsWith("warn  server ")
          .contains(LOSES);
    }
    assertThat(doctor(temp.resolve("data"), "--database", TestDatabases.url(true)).out())
        .doesNotContain(LOSES);
  }
}
