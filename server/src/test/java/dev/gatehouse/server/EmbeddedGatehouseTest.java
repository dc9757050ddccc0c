package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server inside of another program.
class EmbeddedGatehouseTest {
  @TempDir private Path temp;

  private static Settings settings(String... assignments) {
    return Settings.of(SettingsReader.read(Optional.empty(), Map.of(), List.of(assignments)));
  }

  private static Env env() {
    return new Env(ManualClock.atStart(), new SeededRandom(1));
  }

  private static int health(EmbeddedGatehouse server) {
    var host = Headers.NONE.with("Host", server.publicUrl().getRawAuthority());
    var answer = server.exchange("GET", "/health/ready", host, new byte[0]);
    assertThat(new String(answer.body(), UTF_8)).contains("status");
    return answer.status();
  }

  @Test
  void answers_in_memory_where_nothing_listens() throws Exception {
    var port = FreePort.find();
    var settings = settings("dev=true", "http.port=" + port);
    try (var server = EmbeddedGatehouse.start(settings, temp.resolve("data"), env());
        var client = HttpClient.newHttpClient()) {
      assertThat(server.publicUrl()).isEqualTo(URI.create("http://localhost:" + port));
      assertThat(health(server)).isEqualTo(200);
      var request = HttpRequest.newBuilder(server.publicUrl()).build();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void answers_on_a_port_as_well_where_one_is_asked_for() throws Exception {
    var settings = settings("dev=true", "http.port=0");
    try (var server = EmbeddedGatehouse.startListening(settings, temp.resolve("data"), env());
        var client = HttpClient.newHttpClient()) {
      assertThat(health(server)).isEqualTo(200);
      var ready = URI.create(server.publicUrl() + "/health/ready");
      var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("{\"status\":\"ready\"}");
    }
  }

  @Test
  void the_folder_is_free_after_the_end_and_after_a_refusal() {
    var data = temp.resolve("data");
    EmbeddedGatehouse.start(settings("dev=true"), data, env()).close();
    assertThatThrownBy(() -> EmbeddedGatehouse.start(settings("tls.mode=dev"), data, env()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("no TLS");
    assertThatThrownBy(() -> EmbeddedGatehouse.start(settings(), data, env()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("dev mode");
    try (var again = EmbeddedGatehouse.start(settings("dev=true"), data, env())) {
      assertThat(again.data()).isEqualTo(data);
      assertThatThrownBy(() -> EmbeddedGatehouse.start(settings("dev=true"), data, env()))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("in use");
    }
  }
}
