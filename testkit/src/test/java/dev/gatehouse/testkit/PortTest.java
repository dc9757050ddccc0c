package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A port for programs that fetch keys themselves, only where it is asked for.
class PortTest {
  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      GatehouseExtension.create(GatehouseOptions.defaults().withPort());

  @Test
  void a_program_fetches_the_key_set_where_the_issuer_says() throws Exception {
    var site = MachineSite.on(GATEHOUSE.cognito());
    var token = GATEHOUSE.token(site.clientId(), site.secret());
    var issuer = GATEHOUSE.running().issuer(site.poolId());
    assertThat(issuer).isEqualTo(GATEHOUSE.running().address() + "/" + site.poolId());
    var keySet = get(URI.create(issuer + "/.well-known/jwks.json"));
    assertThat(keySet).isEqualTo(GATEHOUSE.keySet(site.poolId()));
    assertThat(new ResourceServer(keySet, GATEHOUSE.clock()).accept(token)).isPresent();
  }

  @Test
  void without_one_nobody_listens() throws Exception {
    URI freed;
    try (var listening = InProcessGatehouse.start(GatehouseOptions.defaults().withPort())) {
      freed = listening.address();
      assertThat(get(freed.resolve("/health/ready"))).contains("ready");
    }
    var options =
        GatehouseOptions.defaults().withSetting("http.port", Integer.toString(freed.getPort()));
    try (var closed = InProcessGatehouse.start(options)) {
      assertThat(closed.address()).isEqualTo(freed);
      assertThat(closed.send("GET", "/health/ready", java.util.Map.of(), "").status())
          .isEqualTo(200);
      assertThatThrownBy(() -> get(freed.resolve("/health/ready")))
          .isInstanceOf(ConnectException.class);
    }
  }

  private static String get(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
