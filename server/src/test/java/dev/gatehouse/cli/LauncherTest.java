package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the script `gatehouse` finds a JDK and becomes the JVM.
class LauncherTest extends LauncherSite {
  @Test
  void builds_first_then_becomes_the_jvm_in_the_current_folder_with_a_sorted_class_path()
      throws Exception {
    var jdk = jdk("jdk", "25.0.3");
    var first = run(with("GATEHOUSE_JAVA_HOME", jdk), "version", "--data", "a b");
    var target = checkout.toRealPath() + "/server/target";
    assertThat(first.err()).contains("gatehouse: building", "maven " + jdk + " -B -ntp");
    assertThat(first.out().lines().skip(1))
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
    assertThat(first.out()).startsWith(jdk + "/bin/java in " + elsewhere.toRealPath() + " as ");
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
  void is_reached_through_symbolic_links() throws Exception {
    var link = folder.resolve("link");
    var second = folder.resolve("second");
    Files.createSymbolicLink(link, checkout.resolve("gatehouse"));
    Files.createSymbolicLink(second, Path.of("link"));
    var run = run(second, with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.out()).contains(checkout.toRealPath() + "/server/target/gatehouse-server.jar");
  }

  @Test
  void prefers_its_own_variable_and_passes_by_other_versions() throws Exception {
    var old = jdk("old", "17.0.15");
    var right = jdk("right", "25.0.1");
    var other = jdk("other", "25.0.2");
    var variables = with("JAVA_HOME", right);
    variables.put("GATEHOUSE_JAVA_HOME", other.toString());
    assertThat(run(variables, "version").out()).startsWith(other + "/bin/java");
    variables.put("GATEHOUSE_JAVA_HOME", old.toString());
    assertThat(run(variables, "version").out()).startsWith(right + "/bin/java");
    var onPath = with("PATH", old + "/bin:" + right + "/bin:" + tools + ":/usr/bin:/bin");
    assertThat(run(onPath, "version").out()).doesNotStartWith(old + "/bin/java");
  }

  /// Where this machine has a JDK 25 in a usual folder, the launcher finds that one; the message is
  /// then shown by a version that nobody has.
  @Test
  void says_in_one_sentence_what_to_install() throws Exception {
    var script = checkout.resolve("gatehouse");
    Files.writeString(
        script, Files.readString(script).replace("JAVA_NEEDED=25", "JAVA_NEEDED=9125"));
    var run = run(with("JAVA_HOME", jdk("jdk", "25")), "version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("gatehouse: no JDK 9125 found: install one").hasLineCount(1);
    assertThat(run.err()).doesNotContain("maven");
  }

  @Test
  void only_a_production_server_has_the_second_compiler() throws Exception {
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    assertThat(run(variables, "serve", "--data", "d").out().lines())
        .contains(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    for (var command : List.of(List.of("serve", "--dev"), List.of("dev"), List.of("quickstart"))) {
      assertThat(run(variables, command.toArray(String[]::new)).out().lines())
          .contains("-XX:TieredStopAtLevel=1")
          .noneMatch(word -> word.startsWith("-XX:Tier4"));
    }
  }
}
