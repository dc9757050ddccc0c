package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.http.Port;
import dev.gatehouse.http.PortInUseException;
import dev.gatehouse.testing.FreePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static Settings settings(int open, int management) {
    return Settings.of(
        SettingsReader.read(
            Optional.empty(),
            Map.of(),
            List.of("http.port=" + open, "http.management.port=" + management)));
  }

  private static void assertHeld(Ports.Taken taken) {
    var listener = taken.listener();
    assertThatThrownBy(() -> Port.take(listener.bind(), listener.port()))
        .isInstanceOf(PortInUseException.class);
  }

  @Test
  void rl_57_both_are_held_from_when_their_numbers_are_known() {
    try (var ports = Ports.take(settings(0, 0))) {
      assertHeld(ports.publicPort());
      assertHeld(ports.managementPort().orElseThrow());
    }
  }

  @Test
  void a_fixed_one_is_what_it_is_whichever_of_the_two() {
    int fixed = FreePort.find();
    try (var ports = Ports.take(settings(0, fixed))) {
      assertThat(ports.managementPort().orElseThrow().listener().port()).isEqualTo(fixed);
    }
    try (var ports = Ports.take(settings(fixed, 0))) {
      assertThat(ports.publicPort().listener().port()).isEqualTo(fixed);
    }
  }
}
