package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the script `gatehouse` builds, and when.
class LauncherBuildTest extends LauncherSite {
  @Test
  void builds_only_what_is_older_than_its_sources() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    run(variables, "version");
    assertThat(run(variables, "version").err()).isEmpty();
    var later = FileTime.from(Instant.now().plusSeconds(5));
    var source = checkout.resolve("server/src/main/A.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, later);
    assertThat(run(variables, "version").err()).contains("maven");
    Files.setLastModifiedTime(checkout.resolve("server/target/gatehouse.stamp"), later);
    assertThat(run(variables, "version").err()).isEmpty();
    Files.delete(source);
    Files.setLastModifiedTime(
        checkout.resolve("server/src/main"), FileTime.from(Instant.now().plusSeconds(10)));
    assertThat(run(variables, "version").err()).contains("maven");
    Files.delete(checkout.resolve("server/target/gatehouse-server.jar"));
    assertThat(run(variables, "version").err()).contains("maven");
  }

  @Test
  void builds_the_console_alone_where_only_its_sources_are_younger() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    run(variables, "version");
    var source = checkout.resolve("console/src/App.tsx");
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run(variables, "version").err())
        .contains("gatehouse: building the console\n", " -pl console -Dmaven.test.skip=true")
        .endsWith("gatehouse: built\n");
    assertThat(checkout.resolve("server/target/lib/gatehouse-console.jar")).exists();
  }

  @Test
  void without_node_the_console_is_left_out_in_a_sentence_and_everything_else_is_built()
      throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    variables.put("NODE", "v18.20.4");
    var run = run(variables, "version");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains(
            "gatehouse: building without the console, which needs Node 20.19 or newer and npm;"
                + " everything else works without it.\n",
            " -pl console,server -Dconsole.skip=true ");
    assertThat(run(variables, "version").err()).isEmpty();
    variables.put("NODE", "v22.1.0");
    assertThat(run(variables, "version").err()).contains("gatehouse: building the console\n");
  }

  @Test
  void says_in_one_sentence_that_maven_is_missing() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    Files.delete(tools.resolve("mvn"));
    for (var name :
        List.of("sh", "dirname", "readlink", "find", "head", "mkdir", "rm", "touch", "cat")) {
      program(tools.resolve(name), "exec /bin/" + name + " \"$@\"\n");
    }
    variables.put("PATH", tools.toString());
    var run = run(variables, "version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("gatehouse: Maven (mvn) is not on the PATH: install it");
    assertThat(checkout.resolve("server/target/gatehouse.lock")).doesNotExist();
  }

  @Test
  void starts_without_a_cache_when_training_fails() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    variables.put("TRAINING", "1");
    var run = run(variables, "version");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("AOTCache");
  }

  @Test
  void a_failed_build_ends_with_1_and_leaves_no_lock() throws Exception {
    program(tools.resolve("mvn"), "echo broken >&2\nexit 1\n");
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("broken", "gatehouse: the build failed");
    assertThat(checkout.resolve("server/target/gatehouse.lock")).doesNotExist();
  }

  @Test
  void the_lock_of_a_dead_build_is_taken_over() throws Exception {
    var lock = Files.createDirectories(checkout.resolve("server/target/gatehouse.lock"));
    var gone = new ProcessBuilder("/bin/true").start();
    gone.waitFor();
    Files.writeString(lock.resolve("pid"), Long.toString(gone.pid()));
    assertThat(run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version").code()).isZero();
  }

  @Test
  void two_first_starts_build_once() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var one = pool.submit(() -> run(variables, "version"));
      var two = pool.submit(() -> run(variables, "version"));
      var said = one.get().err() + two.get().err();
      assertThat(said.lines().filter(line -> line.startsWith("maven"))).hasSize(1);
      assertThat(one.get().code() + two.get().code()).isZero();
    }
  }

  @Test
  void test_ends_with_a_summary_and_the_exit_code() throws Exception {
    program(
        tools.resolve("mvn"),
        """
        echo "maven $*"
        [ -z "${MAVEN_NONE:-}" ] || exit 0
        mkdir -p server/target/surefire-reports testkit/target/surefire-reports
        echo "Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.1 s" \\
          >server/target/surefire-reports/a.txt
        echo "Tests run: 4, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s" \\
          >testkit/target/surefire-reports/b.txt
        exit "${MAVEN_EXIT:-0}"
        """);
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    var good = run(variables, "test", "-Dtest=A");
    assertThat(good.code()).isZero();
    assertThat(good.out())
        .contains(
            "maven -B -ntp -pl console,server,testkit -Dsurefire.failIfNoSpecifiedTests=false test -Dtest=A")
        .containsPattern(
            "gatehouse: tests passed: 7 tests run, 2 failed, 1 skipped, \\d+ seconds\n$");
    variables.put("MAVEN_EXIT", "1");
    var bad = run(variables, "test");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).contains("gatehouse: tests FAILED: 7 tests run");
    variables.put("MAVEN_EXIT", "0");
    variables.put("MAVEN_NONE", "1");
    var none = run(variables, "test", "-Dtest=Typo");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.out()).contains("gatehouse: tests FAILED: 0 tests run");
  }

  /// A server that runs executes the libraries that lie there: written over, they end it.
  @Test
  void bench_is_built_once_and_never_over_the_files_of_a_running_server() throws Exception {
    var jdk = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    Files.createDirectories(checkout.resolve("bench/src"));
    Files.writeString(checkout.resolve("bench/pom.xml"), "<project/>");
    run(jdk, "version");
    program(
        tools.resolve("mvn"),
        """
        find server/target -name '*.jar' >&2
        mkdir -p server/target/lib bench/target
        touch server/target/gatehouse-server.jar server/target/lib/a.jar
        touch bench/target/gatehouse-bench.jar
        """);

    assertThat(run(jdk, "bench", "5").err()).isEqualTo("gatehouse: building bench\n");
    var again = run(jdk, "drill", "kill");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("bench/target/gatehouse-bench.jar:", "Drills");
  }

  @Test
  void bench_says_when_there_is_none() throws Exception {
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "bench");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("gatehouse: this checkout has no bench/ module.\n");
  }

  @Test
  void package_builds_and_hands_the_jdk_on() throws Exception {
    var jdk = jdk("jdk", "25");
    var build = Files.createDirectories(checkout.resolve("packaging")).resolve("build");
    program(build, "echo \"$JAVA_HOME $*\"\n");
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk), "package", "tar");
    assertThat(run.err()).contains("maven");
    assertThat(run.out()).isEqualTo(jdk + " tar\n");
  }
}
