package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `gatehouse` in a checkout of its own, with a JDK and a Maven that only say how they
/// were called.
class LauncherTest {
  private static final Path SCRIPT = Path.of("../gatehouse");

  @TempDir private Path folder;
  private Path checkout = Path.of("");
  private Path elsewhere = Path.of("");
  private Path tools = Path.of("");

  /// How a run ended.
  private record Run(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    tools = Files.createDirectories(folder.resolve("bin"));
    Files.copy(SCRIPT, checkout.resolve("gatehouse"));
    Files.createDirectories(checkout.resolve("server/src/main"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("server/pom.xml"), "<project/>");
    program(
        tools.resolve("mvn"),
        """
        echo "maven $JAVA_HOME $*" >&2
        mkdir -p server/target/lib
        touch server/target/gatehouse-server.jar server/target/lib/b.jar server/target/lib/a.jar
        """);
  }

  /// A JDK whose `java` prints its arguments; when training it makes the cache.
  private Path jdk(String name, String version) throws IOException {
    var home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    program(home.resolve("bin/javac"), "exit 0\n");
    program(
        home.resolve("bin/java"),
        """
        for word in "$@"; do
          case $word in
            -XX:AOTCacheOutput=*) touch "${word#*=}"; exit "${TRAINING:-0}" ;;
          esac
        done
        echo "$0 in $(pwd) as $$"
        printf '%s\\n' "$@"
        exit "${JAVA_EXIT:-0}"
        """);
    return home;
  }

  private static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(Map<String, String> variables, String... arguments) throws Exception {
    return run(checkout.resolve("gatehouse"), variables, arguments);
  }

  private Run run(Path script, Map<String, String> variables, String... arguments)
      throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(variables);
    var process = builder.start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private static Map<String, String> with(String name, Object value) {
    return new TreeMap<>(Map.of(name, value.toString()));
  }

  @Test
  void builds_first_then_becomes_the_jvm_in_the_current_folder_with_a_sorted_class_path()
      throws Exception {
    var jdk = jdk("jdk", "25.0.3");
    var first = run(with("GATEHOUSE_JAVA_HOME", jdk), "version", "--data", "a b");
    var target = checkout.toRealPath() + "/server/target";
    assertThat(first.err).contains("gatehouse: building", "maven " + jdk + " -B -ntp");
    assertThat(first.out.lines().skip(1))
        .containsExactly(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms48m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.serialFilter=!*",
            "-Djava.library.path=" + target + "/lib/native",
            "-Dorg.sqlite.lib.path=" + target + "/lib/native",
            "-cp",
            target + "/gatehouse-server.jar:" + target + "/lib/a.jar:" + target + "/lib/b.jar",
            "-XX:AOTCache=" + target + "/gatehouse.aot",
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-Dgatehouse.program=" + checkout + "/gatehouse",
            "dev.gatehouse.Main",
            "version",
            "--data",
            "a b");
    assertThat(first.out).startsWith(jdk + "/bin/java in " + elsewhere.toRealPath() + " as ");
  }

  @Test
  void becomes_the_jvm_so_that_signals_and_the_exit_code_are_its_own() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    variables.put("JAVA_EXIT", "3");
    run(variables, "version");
    var command = List.of("/bin/sh", "-c", "echo $$; exec \"$0\" version", checkout + "/gatehouse");
    var builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().putAll(variables);
    var process = builder.start();
    var lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(lines.get(1)).endsWith(" as " + lines.getFirst());
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void builds_only_what_is_older_than_its_sources() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    run(variables, "version");
    assertThat(run(variables, "version").err).isEmpty();
    var later = FileTime.from(Instant.now().plusSeconds(5));
    var source = checkout.resolve("server/src/main/A.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, later);
    assertThat(run(variables, "version").err).contains("maven");
    Files.setLastModifiedTime(checkout.resolve("server/target/gatehouse.stamp"), later);
    assertThat(run(variables, "version").err).isEmpty();
    Files.delete(source);
    Files.setLastModifiedTime(
        checkout.resolve("server/src/main"), FileTime.from(Instant.now().plusSeconds(10)));
    assertThat(run(variables, "version").err).contains("maven");
    Files.delete(checkout.resolve("server/target/gatehouse-server.jar"));
    assertThat(run(variables, "version").err).contains("maven");
  }

  @Test
  void is_reached_through_symbolic_links() throws Exception {
    var link = folder.resolve("link");
    var second = folder.resolve("second");
    Files.createSymbolicLink(link, checkout.resolve("gatehouse"));
    Files.createSymbolicLink(second, Path.of("link"));
    var run = run(second, with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.out).contains(checkout.toRealPath() + "/server/target/gatehouse-server.jar");
  }

  @Test
  void prefers_its_own_variable_and_passes_by_other_versions() throws Exception {
    var old = jdk("old", "17.0.15");
    var right = jdk("right", "25.0.1");
    var other = jdk("other", "25.0.2");
    var variables = with("JAVA_HOME", right);
    variables.put("GATEHOUSE_JAVA_HOME", other.toString());
    assertThat(run(variables, "version").out).startsWith(other + "/bin/java");
    variables.put("GATEHOUSE_JAVA_HOME", old.toString());
    assertThat(run(variables, "version").out).startsWith(right + "/bin/java");
    var onPath = with("PATH", old + "/bin:" + right + "/bin:" + tools + ":/usr/bin:/bin");
    assertThat(run(onPath, "version").out).doesNotStartWith(old + "/bin/java");
  }

  /// Where this machine has a JDK 25 in a usual folder, the launcher finds that one; the message is
  /// then shown by a version that nobody has.
  @Test
  void says_in_one_sentence_what_to_install() throws Exception {
    var script = checkout.resolve("gatehouse");
    Files.writeString(
        script, Files.readString(script).replace("JAVA_NEEDED=25", "JAVA_NEEDED=9125"));
    var run = run(with("JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out).isEmpty();
    assertThat(run.err).startsWith("gatehouse: no JDK 9125 found: install one").hasLineCount(1);
    assertThat(run.err).doesNotContain("maven");
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
    assertThat(run.code).isEqualTo(1);
    assertThat(run.err).contains("gatehouse: Maven (mvn) is not on the PATH: install it");
    assertThat(checkout.resolve("server/target/gatehouse.lock")).doesNotExist();
  }

  @Test
  void starts_without_a_cache_when_training_fails() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    variables.put("TRAINING", "1");
    var run = run(variables, "version");
    assertThat(run.code).isZero();
    assertThat(run.out).doesNotContain("AOTCache");
  }

  @Test
  void a_failed_build_ends_with_1_and_leaves_no_lock() throws Exception {
    program(tools.resolve("mvn"), "echo broken >&2\nexit 1\n");
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.code).isEqualTo(1);
    assertThat(run.err).contains("broken", "gatehouse: the build failed");
    assertThat(checkout.resolve("server/target/gatehouse.lock")).doesNotExist();
  }

  @Test
  void the_lock_of_a_dead_build_is_taken_over() throws Exception {
    var lock = Files.createDirectories(checkout.resolve("server/target/gatehouse.lock"));
    var gone = new ProcessBuilder("/bin/true").start();
    gone.waitFor();
    Files.writeString(lock.resolve("pid"), Long.toString(gone.pid()));
    assertThat(run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version").code).isZero();
  }

  @Test
  void two_first_starts_build_once() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var one = pool.submit(() -> run(variables, "version"));
      var two = pool.submit(() -> run(variables, "version"));
      var said = one.get().err + two.get().err;
      assertThat(said.lines().filter(line -> line.startsWith("maven"))).hasSize(1);
      assertThat(one.get().code + two.get().code).isZero();
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
    assertThat(good.code).isZero();
    assertThat(good.out)
        .contains(
            "maven -B -ntp -pl server,testkit -Dsurefire.failIfNoSpecifiedTests=false test -Dtest=A")
        .containsPattern(
            "gatehouse: tests passed: 7 tests run, 2 failed, 1 skipped, \\d+ seconds\n$");
    variables.put("MAVEN_EXIT", "1");
    var bad = run(variables, "test");
    assertThat(bad.code).isEqualTo(1);
    assertThat(bad.out).contains("gatehouse: tests FAILED: 7 tests run");
    variables.put("MAVEN_EXIT", "0");
    variables.put("MAVEN_NONE", "1");
    var none = run(variables, "test", "-Dtest=Typo");
    assertThat(none.code).isEqualTo(1);
    assertThat(none.out).contains("gatehouse: tests FAILED: 0 tests run");
  }

  @Test
  void bench_says_when_there_is_none() throws Exception {
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "bench");
    assertThat(run.code).isEqualTo(1);
    assertThat(run.err).isEqualTo("gatehouse: this checkout has no bench/ module.\n");
  }

  /// An installation as the archives unpack it: the same script in `bin/`, what was built in
  /// `lib/`.
  private Path installation() throws IOException {
    var home = Files.createDirectories(folder.resolve("opt/gate house"));
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib/native"));
    Files.copy(SCRIPT, home.resolve("bin/gatehouse"));
    for (var name : List.of("b.jar", "gatehouse-server.jar", "a.jar")) {
      Files.createFile(home.resolve("lib").resolve(name));
    }
    Files.delete(tools.resolve("mvn"));
    return home.toRealPath();
  }

  @Test
  void an_installation_runs_what_is_in_lib_with_the_options_of_a_checkout() throws Exception {
    var jdk = jdk("jdk", "25");
    var checkoutWords = run(with("GATEHOUSE_JAVA_HOME", jdk), "version").out.lines().skip(1);
    var home = installation();
    var run = run(home.resolve("bin/gatehouse"), with("GATEHOUSE_JAVA_HOME", jdk), "version");
    var target = checkout.toRealPath() + "/server/target";
    assertThat(run.err).isEmpty();
    assertThat(run.out.lines().skip(1))
        .containsExactlyElementsOf(
            checkoutWords
                .filter(word -> !word.startsWith("-XX:AOTCache") && !word.startsWith("-Xlog"))
                .map(word -> word.replace(checkout + "/gatehouse", home + "/bin/gatehouse"))
                .map(word -> word.replace(target + "/lib", home + "/lib"))
                .map(word -> word.replace(target, home + "/lib"))
                .toList());
  }

  @Test
  void an_installation_prefers_the_run_time_it_brings_and_needs_no_compiler() throws Exception {
    var home = installation();
    var other = jdk("other", "25.0.9");
    Files.move(jdk("runtime", "25.0.3"), home.resolve("runtime"));
    Files.delete(home.resolve("runtime/bin/javac"));
    var script = home.resolve("bin/gatehouse");
    assertThat(run(script, with("JAVA_HOME", other), "version").out)
        .startsWith(home + "/runtime/bin/java");
    assertThat(run(script, with("GATEHOUSE_JAVA_HOME", other), "version").out)
        .startsWith(other + "/bin/java");
  }

  @Test
  void train_makes_the_cache_that_later_starts_use() throws Exception {
    var home = installation();
    var script = home.resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    assertThat(run(script, variables, "train")).isEqualTo(new Run(0, "", ""));
    assertThat(run(script, variables, "version").out)
        .contains("-XX:AOTCache=" + home + "/lib/gatehouse.aot");
    variables.put("TRAINING", "1");
    var failed = run(script, variables, "train");
    assertThat(failed.code).isEqualTo(1);
    assertThat(failed.err).startsWith("gatehouse: the training failed;").hasLineCount(1);
    try (var left = Files.list(home.resolve("lib"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.jar", "b.jar", "gatehouse-server.jar", "native");
    }
  }

  @Test
  void only_a_production_server_has_the_second_compiler() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    assertThat(run(variables, "serve", "--data", "d").out.lines())
        .contains(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    for (var command : List.of(List.of("serve", "--dev"), List.of("dev"), List.of("quickstart"))) {
      assertThat(run(variables, command.toArray(String[]::new)).out.lines())
          .contains("-XX:TieredStopAtLevel=1")
          .noneMatch(word -> word.startsWith("-XX:Tier4"));
    }
  }

  @Test
  void java_options_are_the_words_of_the_command_line_for_an_argument_file() throws Exception {
    var script = installation().resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    var words = run(script, variables, "serve").out.lines().skip(1).toList();
    assertThat(run(script, variables, "java-options").out.lines())
        .containsExactlyElementsOf(
            words.subList(0, words.size() - 1).stream().map(word -> '"' + word + '"').toList());
  }

  @Test
  void commands_of_a_checkout_are_left_to_the_program_in_an_installation() throws Exception {
    var script = installation().resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    for (var command : List.of("test", "bench", "drill", "package")) {
      assertThat(run(script, variables, command).out)
          .endsWith("dev.gatehouse.Main\n" + command + "\n");
    }
  }

  @Test
  void package_builds_and_hands_the_jdk_on() throws Exception {
    var jdk = jdk("jdk", "25");
    var build = Files.createDirectories(checkout.resolve("packaging")).resolve("build");
    program(build, "echo \"$JAVA_HOME $*\"\n");
    var run = run(with("GATEHOUSE_JAVA_HOME", jdk), "package", "tar");
    assertThat(run.err).contains("maven");
    assertThat(run.out).isEqualTo(jdk + " tar\n");
  }
}
