package dev.gatehouse.cli;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.lang.ProcessBuilder.Redirect.PIPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.server.DataFolder;
import dev.gatehouse.testing.JavaProcess;
import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server as a process of its own, stopped by a signal.
class ServeProcessTest {
  @TempDir private Path temp;

  private static Process serve(Path data, List<String> arguments) throws IOException {
    var words = new ArrayList<>(arguments);
    words.addAll(List.of("--data", data.toString()));
    var options = List.of("-XX:TieredStopAtLevel=1");
    return JavaProcess.of(
            JavaProcess.command(JavaProcess.GATEHOUSE, options, words.toArray(String[]::new)))
        .redirectOutput(DISCARD)
        .start();
  }

  /// Returns when the server has said in its folder where it listens.
  private static JsonObject awaitListening(Process process, Path data) {
    Patience.until("a start or an end", () -> isListening(data) || !process.isAlive());
    return DataFolder.runningServer(data).orElseThrow();
  }

  private static boolean isListening(Path data) {
    return DataFolder.runningServer(data).isPresent();
  }

  @Test
  void rl_54_rl_55_sigterm_even_twice_answers_what_was_accepted_and_ends_with_0() throws Exception {
    var data = temp.resolve("data");
    var patient = List.of("--set", "http.request-deadline=2m", "--set", "http.drain-timeout=2m");
    var words = new ArrayList<>(List.of("dev", "--port", "0"));
    words.addAll(patient);
    var process = serve(data, words);
    try {
      var server = awaitListening(process, data);
      assertThat(server.number("Pid").orElseThrow().longValue()).isEqualTo(process.pid());
      var address = URI.create(server.string("Address").orElseThrow());
      try (var socket = new Socket("127.0.0.1", address.getPort())) {
        socket.setSoTimeout(Patience.MILLIS);
        var head = "POST / HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n";
        var out = socket.getOutputStream();
        out.write((head + "Content-Length: 2\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        // The first half has arrived when the server answers another request.
        assertThat(CliRun.of(Map.of("GATEHOUSE_DATA", data.toString()), "health").code()).isZero();
        process.destroy();
        awaitClosed(address.getPort());
        process.destroy();
        out.write('}');
        out.flush();
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
      }
      assertThat(Patience.end(process)).isZero();
      assertThat(data.resolve("server.json")).doesNotExist();
      DataFolder.open(data).close();
    } finally {
      process.destroyForcibly();
    }
  }

  /// The examples of help that never end by themselves; the others are run by `RunningServerTest`.
  @ParameterizedTest
  @ValueSource(strings = {"serve", "dev"})
  void the_example_of_help_serves_until_it_is_stopped(String name) throws Exception {
    var data = temp.resolve("data");
    var terminal = new Terminal(InputStream.nullInputStream(), System.out, System.err, Map.of());
    var example = new Program(terminal).member(name).usage().example().split(" ", -1);
    var process = serve(data, List.of(example).subList(1, example.length));
    try {
      var server = awaitListening(process, data);
      assertThat(server.string("Mode")).contains(name.equals("dev") ? "dev" : "strict");
      process.destroy();
      assertThat(Patience.end(process)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /// What a start says of the console: `serve` and `dev` on standard error, `quickstart` at the end
  /// of its story.
  @ParameterizedTest
  @CsvSource({
    "serve, #/setup, 2",
    "dev, #/link, 2",
    "quickstart, user-pools/us-east-1_[0-9A-Za-z]{9}/overview#/link, 1"
  })
  void s_6_ui_01_a_start_prints_the_link_to_the_console(String name, String page, int stream)
      throws Exception {
    var data = temp.resolve("data");
    var words = new ArrayList<>(List.of(name, "--port", "0", "--data", data.toString()));
    if (name.equals("serve")) {
      words.addAll(List.of("--set", "http.management.port=0"));
    }
    var process =
        JavaProcess.of(
                JavaProcess.command(
                    JavaProcess.GATEHOUSE,
                    List.of("-XX:TieredStopAtLevel=1"),
                    words.toArray(String[]::new)))
            .redirectErrorStream(false)
            .redirectError(stream == 2 ? PIPE : DISCARD)
            .redirectOutput(stream == 1 ? PIPE : DISCARD)
            .start();
    try (var reader = stream == 1 ? process.inputReader() : process.errorReader()) {
      var line =
          reader.lines().filter(text -> text.startsWith("Console     ")).findFirst().orElseThrow();
      assertThat(line)
          .matches("Console     http://localhost:\\d+/console/" + page + "\\?token=[\\w-]{43}");
    } finally {
      process.destroyForcibly();
    }
  }

  /// Returns when no new connection is accepted any more.
  private static void awaitClosed(int port) {
    Patience.until(
        "no new connection is accepted",
        () -> {
          try (var _ = new Socket("127.0.0.1", port)) {
            return false;
          } catch (IOException refused) {
            return true;
          }
        });
  }
}
