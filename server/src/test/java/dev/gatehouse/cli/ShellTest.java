package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `gatehouse env` prints, believed by real shells.
class ShellTest {
  private static final String ADDRESS = "http://localhost:9229";

  @TempDir private Path folder;

  @BeforeEach
  void makeAws() throws IOException {
    var aws = folder.resolve("aws");
    Files.writeString(aws, "#!/bin/sh\necho \"$*\"\n");
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String shell(String name, String script) throws Exception {
    var builder = new ProcessBuilder(name, "-c", script).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":/usr/bin:/bin");
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  @ParameterizedTest
  @CsvSource({
    "cognito-idp list-user-pools, --endpoint-url ADDRESS cognito-idp list-user-pools",
    "sts get-caller-identity, --endpoint-url ADDRESS sts get-caller-identity",
    "--region us-east-1 cognito-identity x, --endpoint-url ADDRESS --region us-east-1 cognito-identity x",
    "--no-paginate cognito-idp x, --endpoint-url ADDRESS --no-paginate cognito-idp x",
    "s3 ls, s3 ls",
    "s3 cp sts cognito-idp, s3 cp sts cognito-idp",
    "--profile sts s3 ls, --profile sts s3 ls"
  })
  void the_function_adds_the_endpoint_for_the_services_offered_alone(
      String arguments, String expected) throws Exception {
    for (var name : new String[] {"bash", "sh"}) {
      assertThat(shell(name, Shell.BASH.function(ADDRESS) + "aws " + arguments))
          .as(name)
          .isEqualTo(expected.replace("ADDRESS", ADDRESS));
    }
  }

  @Test
  void words_stay_whole() throws Exception {
    var script =
        Shell.BASH.function(ADDRESS) + "aws cognito-idp create-user-pool --pool-name 'a  b'";
    assertThat(shell("bash", script)).endsWith("--pool-name a  b");
  }

  @Test
  void values_survive_the_shell() throws Exception {
    for (var value : new String[] {"a/b+c=", "it's", "a b$c`d\"e", ""}) {
      assertThat(shell("sh", Shell.BASH.export("X", value) + "\nprintf %s \"$X\""))
          .isEqualTo(value);
    }
  }

  @Test
  void unset_takes_everything_back() throws Exception {
    var run = CliRun.of(Map.of(), "env", "--unset");
    assertThat(run.code()).isZero();
    var script =
        Shell.BASH.function(ADDRESS)
            + Shell.BASH.export("AWS_ACCESS_KEY_ID", "x")
            + "\n"
            + run.out()
            + "echo \"[${AWS_ACCESS_KEY_ID-}]\"; aws cognito-idp x";
    assertThat(shell("bash", script)).isEqualTo("[]\ncognito-idp x");
    assertThat(shell("sh", run.out())).isEmpty();
  }

  @Test
  void other_shells_get_their_own_words() {
    assertThat(Shell.FISH.export("A", "it's")).isEqualTo("set -gx A 'it\\'s'");
    assertThat(Shell.POWERSHELL.export("A", "it's")).isEqualTo("$env:A = 'it''s'");
    assertThat(Shell.FISH.unset("A")).isEqualTo("set -e A");
    assertThat(Shell.POWERSHELL.unset("A"))
        .isEqualTo("Remove-Item -ErrorAction SilentlyContinue Env:A");
    assertThat(Shell.FISH.function(ADDRESS))
        .contains("--endpoint-url 'http://localhost:9229' $argv");
    assertThat(Shell.POWERSHELL.function(ADDRESS))
        .contains("--endpoint-url 'http://localhost:9229' @args");
  }

  @ParameterizedTest
  @CsvSource({
    "1.28.99, true",
    "1.29.0, false",
    "1.45.11, false",
    "2.9.19, true",
    "2.12.9, true",
    "2.13.0, false",
    "2.31.1, false"
  })
  void knows_which_aws_cli_is_too_old(String version, boolean isOld) throws Exception {
    Files.writeString(
        folder.resolve("aws"), "#!/bin/sh\necho aws-cli/" + version + " Python/3.11.2 Linux\n");
    var terminal =
        new Terminal(System.in, System.out, System.err, Map.of("PATH", folder + ":/usr/bin"));
    assertThat(AwsCli.installed(terminal))
        .contains(new AwsCli(folder.resolve("aws"), version))
        .get()
        .matches(cli -> cli.isTooOldForEndpointVariables() == isOld);
  }
}
