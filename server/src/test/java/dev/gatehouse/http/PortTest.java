package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
  private static final String HOST = "127.0.0.1";

  @Test
  void rl_57_names_one_that_is_in_use() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> Port.take(HOST, taken.getLocalPort()))
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()));
    }
  }

  @Test
  void rl_57_an_address_that_the_machine_does_not_have_is_no_port_in_use() {
    for (var number : new int[] {0, 9229}) {
      assertThatThrownBy(() -> Port.take("192.0.2.1", number))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("Cannot assign requested address");
    }
  }

  /// A free port that was only looked up was anybody's until there was a server: now and then the
  /// other listener got the same one, and the start failed.
  @Test
  void rl_57_a_free_one_is_nobody_elses_before_it_is_served() {
    int number;
    try (var free = Port.take(HOST, 0)) {
      number = free.number();
      assertThat(number).isPositive();
      assertThatThrownBy(() -> Port.take(HOST, number)).isInstanceOf(PortInUseException.class);
    }
    Port.take(HOST, number).close();
  }
}
