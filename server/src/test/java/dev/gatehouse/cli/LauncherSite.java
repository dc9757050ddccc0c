package dev.gatehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The script `gatehouse` in a checkout of its own, or in an installation, with a JDK and a Maven
/// that only say how they were called.
abstract class LauncherSite {
  static final Path SCRIPT = Path.of("../gatehouse");

  @TempDir Path folder;
  Path checkout = Path.of("");
  Path elsewhere = Path.of("");
  Path tools = Path.of("");

  /// How a run ended.
  record Run(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    tools = Files.createDirectories(folder.resolve("bin"));
    Files.copy(SCRIPT, checkout.resolve("gatehouse"));
    Files.createDirectories(checkout.resolve("server/src/main"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("server/pom.xml"), "<project/>");
    Files.createDirectories(checkout.resolve("server/src/main/resources/dev/gatehouse/aws"));
    Files.createDirectories(checkout.resolve("console/src"));
    Files.createDirectories(checkout.resolve("console/scripts"));
    Files.writeString(Files.createDirectories(checkout.resolve("docs")).resolve("console.md"), "");
    for (var name :
        List.of("pom.xml", "package.json", "package-lock.json", "index.html", "vite.config.ts")) {
      Files.writeString(checkout.resolve("console").resolve(name), "");
    }
    program(tools.resolve("node"), "echo ${NODE:-v20.19.0}\n");
    program(tools.resolve("npm"), "exit 0\n");
    program(
        tools.resolve("mvn"),
        """
        echo "maven $JAVA_HOME $*" >&2
        case "$*" in
          *console.skip=true*) ;;
          *) files=console/target/classes/META-INF/gatehouse/console
             mkdir -p $files
             touch $files/files.tsv console/target/gatehouse-console.jar ;;
        esac
        case "$*" in
          *server*)
            mkdir -p server/target/lib
            touch server/target/gatehouse-server.jar server/target/lib/b.jar server/target/lib/a.jar
        esac
        """);
  }

  /// A JDK whose `java` prints its arguments; when training it makes the cache.
  final Path jdk(String name, String version) throws IOException {
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

  static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  final Run run(Map<String, String> variables, String... arguments) throws Exception {
    return run(checkout.resolve("gatehouse"), variables, arguments);
  }

  final Run run(Path script, Map<String, String> variables, String... arguments) throws Exception {
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

  static Map<String, String> with(String name, Object value) {
    return new TreeMap<>(Map.of(name, value.toString()));
  }

  /// An installation as the archives unpack it: the same script in `bin/`, what was built in
  /// `lib/`.
  final Path installation() throws IOException {
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
}
