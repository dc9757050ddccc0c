package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The script `gatehouse` in an installation: the same file, with nothing to build.
class LauncherInstallationTest extends LauncherSite {
  @Test
  void an_installation_runs_what_is_in_lib_with_the_options_of_a_checkout() throws Exception {
    var jdk = jdk("jdk", "25");
    var checkoutWords = run(with("GATEHOUSE_JAVA_HOME", jdk), "version").out().lines().skip(1);
    var home = installation();
    var run = run(home.resolve("bin/gatehouse"), with("GATEHOUSE_JAVA_HOME", jdk), "version");
    var target = checkout.toRealPath() + "/server/target";
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().skip(1))
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
    assertThat(run(script, with("JAVA_HOME", other), "version").out())
        .startsWith(home + "/runtime/bin/java");
    assertThat(run(script, with("GATEHOUSE_JAVA_HOME", other), "version").out())
        .startsWith(other + "/bin/java");
  }

  @Test
  void train_makes_the_cache_that_later_starts_use() throws Exception {
    var home = installation();
    var script = home.resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    assertThat(run(script, variables, "train")).isEqualTo(new Run(0, "", ""));
    assertThat(run(script, variables, "version").out())
        .contains("-XX:AOTCache=" + home + "/lib/gatehouse.aot");
    variables.put("TRAINING", "1");
    var failed = run(script, variables, "train");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).startsWith("gatehouse: the training failed;").hasLineCount(1);
    try (var left = Files.list(home.resolve("lib"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.jar", "b.jar", "gatehouse-server.jar", "native");
    }
  }

  @Test
  void java_options_are_the_words_of_the_command_line_for_an_argument_file() throws Exception {
    var script = installation().resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    var words = run(script, variables, "serve").out().lines().skip(1).toList();
    assertThat(run(script, variables, "java-options").out().lines())
        .containsExactlyElementsOf(
            words.subList(0, words.size() - 1).stream().map(word -> '"' + word + '"').toList());
  }

  @Test
  void commands_of_a_checkout_are_left_to_the_program_in_an_installation() throws Exception {
    var script = installation().resolve("bin/gatehouse");
    var variables = with("GATEHOUSE_JAVA_HOME", jdk("jdk", "25"));
    for (var command : List.of("test", "bench", "drill", "package")) {
      assertThat(run(script, variables, command).out())
          .endsWith("dev.gatehouse.Main\n" + command + "\n");
    }
  }
}
