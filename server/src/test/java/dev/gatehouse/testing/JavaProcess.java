package dev.gatehouse.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Virtual machines of their own, with the class path of the tests.
public final class JavaProcess {
  /// The command line of Gatehouse.
  public static final String GATEHOUSE = "dev.gatehouse.Main";

  /// Options that the environment has for every virtual machine, each of which then says so in its
  /// output.
  private static final List<String> OPTIONS_OF_OTHERS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private JavaProcess() {}

  /// The words that run a program.
  ///
  /// @param options of the virtual machine, besides those that all have
  public static List<String> command(String program, List<String> options, String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    words.addAll(List.of(arguments));
    return words;
  }

  /// To be started: what it says as an error it says where it says the rest.
  public static ProcessBuilder of(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(OPTIONS_OF_OTHERS);
    return builder;
  }
}
